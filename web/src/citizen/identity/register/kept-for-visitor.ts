// Keeps in the tab what somebody without an account has entered, so that a reload does not lose it.
import type { Keeper } from '../../../session/draft.ts'
import { keep, readKept, VISITOR } from '../../../session/kept.ts'

/** After this time somebody else may sit at the computer of a cyber cafe. */
const VISITOR_MS = 30 * 60_000

/** Keeps the entered values for half an hour, except the secret ones. */
export function keptForVisitor<Shape extends object>(keptAs: string, secrets: readonly (keyof Shape)[]): Keeper<Shape> {
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
