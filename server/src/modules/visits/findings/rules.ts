// Decides what may be noted beside what is known: an allergy once, "no known allergy" only when none is named. Pure.
import { toSearchText } from '../../../platform/words.ts'
import type { Finding } from '../tables.ts'

/** Names are one substance when they differ only in letters, accents and signs. */
const toKey = (name: string | null): string => (name === null ? '' : toSearchText(name))

export type Noted = Pick<Finding, 'kind' | 'name'>

/** The entry that says the same and still counts. */
export const findSame = (known: readonly Finding[], { kind, name }: Noted): Finding | undefined =>
  known.find((one) => one.kind === kind && one.status === 'active' && toKey(one.name) === toKey(name))

/** The allergies that "no known allergy" contradicts. */
export const contradicted = (known: readonly Finding[], { kind, name }: Noted): Finding[] =>
  kind === 'allergy' && name === null
    ? known.filter((one) => one.kind === 'allergy' && one.status === 'active' && one.name !== null)
    : []

/** The entry "no known allergy" that a named allergy ends. */
export const endedBy = (known: readonly Finding[], { kind, name }: Noted): Finding[] =>
  kind === 'allergy' && name !== null
    ? known.filter((one) => one.kind === 'allergy' && one.status === 'active' && one.name === null)
    : []
