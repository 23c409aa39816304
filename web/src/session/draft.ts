// What somebody has filled in on the pages of a journey: kept while going back and forth.
import { createWatched } from '../watched.ts'
import { whenPersonLeaves } from './forgetting.ts'
import { keep, readKept } from './kept.ts'

export interface Draft<Shape> {
  read(): Partial<Shape>
  change(part: Partial<Shape>): void
  clear(): void
  /** The draft in a page; it is drawn again when the draft changes. */
  use(): Partial<Shape>
}

interface DraftOptions {
  /** The name under which it outlives a reload of the tab; without it, it is in memory only. Nothing but ids then. */
  readonly keptAs?: string
}

/** One for each journey, made once beside its pages. */
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
