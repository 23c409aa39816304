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

interface DraftOptions {
  /** The name under which the draft survives a reload of the tab: then put only ids in it. Without it: memory only. */
  readonly keptAs?: string
}

/** Make one for each journey, once, beside its pages. */
export function createDraft<Shape extends object>({ keptAs }: DraftOptions = {}): Draft<Shape> {
  const { read, write, use } = createWatched<Partial<Shape>>((keptAs !== undefined && readKept(keptAs)) || {})
  const change = (part: Partial<Shape>): void => {
    write({ ...read(), ...part })
    if (keptAs !== undefined) keep(keptAs, read())
  }
  const clear = (): void => {
    write({})
    if (keptAs !== undefined) keep(keptAs, undefined)
  }
  whenPersonLeaves(clear)
  return { read, use, clear, change }
}
