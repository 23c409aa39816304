// What an answer shows of the note of a visit.
import { Instant, object, type Static, Type } from '../../../platform/contract.ts'
import { NoteBody } from '../contract.ts'
import type { Draft, Note } from '../tables.ts'

export const NoteView = object({
  version: Type.Integer({ minimum: 1 }),
  note: NoteBody,
  doctorName: Type.String(),
  council: Type.String(),
  registrationNo: Type.String(),
  signedAt: Instant,
  amends: Type.Optional(Type.String({ description: 'Why this version replaces the one before.' })),
  hash: Type.String({ description: 'sha256 over the version before, who signed, when, and the text, as hex.' }),
})
export type NoteView = Static<typeof NoteView>

export const DraftView = object({
  version: Type.Integer({ minimum: 1, description: 'The next save names it in `If-Match`.' }),
  note: NoteBody,
  savedAt: Instant,
})

export const toNoteView = (note: Note): NoteView => ({
  ...{ version: note.version, note: note.body, doctorName: note.doctor_name, council: note.council },
  ...{ registrationNo: note.registration_no, signedAt: note.signed_at.toISOString(), hash: note.hash },
  ...(note.amends !== null && { amends: note.amends }),
})

export const toDraftView = ({ version, body, saved_at }: Draft): Static<typeof DraftView> => ({
  ...{ version, note: body, savedAt: saved_at.toISOString() },
})
