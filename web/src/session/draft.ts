// What somebody has filled in on the pages of a journey: kept while going back and forth, in memory only.
import { createWatched } from '../watched.ts'

const clearing = new Set<() => void>()

export interface Draft<Shape> {
  read(): Partial<Shape>
  change(part: Partial<Shape>): void
  clear(): void
  /** The draft in a page; it is drawn again when the draft changes. */
  use(): Partial<Shape>
}

/** One for each journey, made once beside its pages. */
export function createDraft<Shape extends object>(): Draft<Shape> {
  const { read, write, use } = createWatched<Partial<Shape>>({})
  const clear = () => write({})
  clearing.add(clear)
  return { read, use, clear, change: (part) => write({ ...read(), ...part }) }
}

export function clearDrafts(): void {
  for (const clear of clearing) clear()
}
