// What somebody has entered on the pages of a journey: kept while the person goes back and forth.
import { createWatched } from '../watched.ts'
import { whenPersonLeaves } from './forgetting.ts'
import { keep, readKept } from './kept.ts'

export interface Draft<Shape> {
  read(): Partial<Shape>
  change(part: Partial<Shape>): void
  clear(): void
  /** The draft in a page. React draws the page again when the draft changes. */
  use(): Partial<Shape>
}

/** Where a draft survives a reload of the tab. */
export interface Keeper<Shape> {
  read(): Partial<Shape> | undefined
  write(draft: Partial<Shape> | undefined): void
}

/** Make one for each journey, once, beside its pages. Without a keeper it is in memory only. */
export function createDraft<Shape extends object>(keeper?: Keeper<Shape>): Draft<Shape> {
  const { read, write, use } = createWatched<Partial<Shape>>(keeper?.read() ?? {})
  const change = (part: Partial<Shape>): void => {
    write({ ...read(), ...part })
    keeper?.write(read())
  }
  const clear = (): void => {
    write({})
    keeper?.write(undefined)
  }
  whenPersonLeaves(clear)
  return { read, use, clear, change }
}

/** Keeps the draft under this name until the person signs out: put only ids in it. */
export const keptAs = <Shape>(name: string): Keeper<Shape> => ({
  read: () => readKept(name),
  write: (draft) => keep(name, draft),
})
