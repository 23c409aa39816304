// Seals a signed note: a hash over the version before, who signed, when, and the text.
import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { NoteBody } from '../contract.ts'
import type { Note } from '../tables.ts'

export const isSame = (one: NoteBody, other: NoteBody): boolean => isDeepStrictEqual(one, other)

export type Sealed = Omit<Note, 'hash'>

/** The hash of a version. Whoever changes a version, or one before it, breaks it. */
export function hashNote(note: Sealed, hashBefore: string | undefined): string {
  const { visit_id, version, doctor_id, doctor_name, council, registration_no, amends, signed_at, signed_by } = note
  const facts = [visit_id, version, doctor_id, doctor_name, council, registration_no, amends, signed_at.toISOString()]
  const text = JSON.stringify([hashBefore ?? null, ...facts, signed_by, inOrder(note.body)])
  return createHash('sha256').update(text).digest('hex')
}

/** The members in alphabetical order: the database keeps no order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return members.map(([name, inner]) => [name, inOrder(inner)])
}
