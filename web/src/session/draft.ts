// What somebody has entered on the pages of a journey: kept while the person goes back and forth.
import { createWatched } from '../watched.ts'
import { whenPersonLeaves } from './forgetting.ts'
import { keep, readKept, VISITOR } from './kept.ts'

export interface Draft<Shape> {
  read(): Partial<Shape>
  change(part: Partial<Shape>): void
  clear(): void
  /** The draft in a page. React draws the page again when the draft changes. */
  use(): Partial<Shape>
}

interface DraftOptions<Shape> {
  /** The name under which the draft survives a reload of the tab: then put only ids in it. Without it: memory only. */
  readonly keptAs?: string
  /**
   * For somebody who has no account yet, and would lose all answers with a reload: the tab keeps the entered values
   * for half an hour, except the secret ones.
   */
  readonly ofVisitor?: { readonly secrets: readonly (keyof Shape)[] }
}

/** After this time somebody else may sit at the computer of a cyber cafe. */
const VISITOR_MS = 30 * 60_000

/** Make one for each journey, once, beside its pages. */
export function createDraft<Shape extends object>({ keptAs, ofVisitor }: DraftOptions<Shape> = {}): Draft<Shape> {
  const keeper = keptAs === undefined ? undefined : ofVisitor ? forVisitor<Shape>(keptAs, ofVisitor) : forPerson(keptAs)
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

interface Keeper<Shape> {
  read(): Partial<Shape> | undefined
  write(draft: Partial<Shape> | undefined): void
}

const forPerson = <Shape>(name: string): Keeper<Shape> => ({
  read: () => readKept(name),
  write: (draft) => keep(name, draft),
})

function forVisitor<Shape>(keptAs: string, { secrets }: { readonly secrets: readonly (keyof Shape)[] }): Keeper<Shape> {
  const name = VISITOR + keptAs
  return {
    read: () => {
      const kept = readKept<{ untilMs: number; draft: Partial<Shape> }>(name)
      if (kept && Date.now() < kept.untilMs) return kept.draft
      keep(name, undefined)
      return undefined
    },
    write: (draft) => {
      if (!draft) return keep(name, undefined)
      const open = Object.fromEntries(Object.entries(draft).filter(([key]) => !secrets.includes(key as keyof Shape)))
      keep(name, { untilMs: Date.now() + VISITOR_MS, draft: open })
    },
  }
}
