// Saves the draft of a note, and signs it.

import { requireVersion } from '../../../platform/http/tagged.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, type PersonActs, publish } from '../../../platform/work/outbox.ts'
import type { DoctorFacts } from '../../doctors/contract.ts'
import {
  consentNeeded,
  doctorNotVerified,
  draftChangedMeanwhile,
  type NoteBody,
  noteSigned,
  noteSignedAlready,
  noteUnchanged,
  visitState,
} from '../contract.ts'
import { moveVisit, toVisitFacts } from '../opening/steps.ts'
import { changeVisit, lockVisit } from '../opening/store.ts'
import type { Draft, Note, Visit, VisitsTables } from '../tables.ts'
import { isEmpty, tidyNote } from './rules.ts'
import { hashNote, isSame, type Sealed } from './sealing.ts'
import { deleteDraft, findDraft, insertNote, listNotes, saveDraft } from './store.ts'

type Tables = VisitsTables
type ByPerson = EventOrigin & PersonActs

/** Locks a visit to write in it. Throws a problem when it did not take place. */
export async function lockToWrite(tx: Tx<Tables>, { id }: Visit): Promise<Visit> {
  const visit = (await lockVisit(tx, id)) as Visit
  if (visit.status === 'VOID') throw new Problem(visitState, { members: { status: visit.status } })
  return visit
}

/** The visit begins when the doctor first writes. One by video begins with the consent of the patient. */
const begin = async (tx: Tx<Tables>, visit: Visit, origin: EventOrigin): Promise<Visit> =>
  visit.status === 'OPEN' && visit.kind !== 'tele' ? moveVisit(tx, visit, 'begin', { origin }) : visit

interface Saving {
  readonly note: NoteBody
  /** The version on which this one is built; undefined for the first. */
  readonly ifMatch: string | undefined
  readonly origin: ByPerson
}

/** Saves a draft. Saving the same words again changes nothing, so a lost answer does no harm. */
export async function keepDraft(tx: Tx<Tables>, of: Visit, { note, ifMatch, origin }: Saving): Promise<Draft> {
  const visit = await lockToWrite(tx, of)
  const before = await findDraft(tx, visit.id)
  const body = tidyNote(note)
  const saved_by = origin.actorId as Draft['saved_by']
  if (before && before.saved_by === saved_by && isSame(before.body, body)) return before
  requireVersion({ version: before?.version ?? 0 }, ifMatch ?? '"v0"', draftChangedMeanwhile)
  const version = (before?.version ?? 0) + 1
  const draft = { cell: visit.cell, visit_id: visit.id, body, version, saved_at: tx.clock.now(), saved_by }
  await saveDraft(tx, draft)
  await begin(tx, visit, origin)
  return draft
}

interface Signing {
  readonly note: NoteBody
  readonly amends: string | undefined
  readonly doctor: DoctorFacts | undefined
  readonly origin: ByPerson
}

/** Signs the first or the next version. Of two at once, one signs, and the other is told. */
export async function signNote(tx: Tx<Tables>, of: Visit, { note, amends, doctor, origin }: Signing): Promise<Note> {
  const visit = await lockToWrite(tx, of)
  if (doctor?.status !== 'verified') throw new Problem(doctorNotVerified)
  if (visit.kind === 'tele' && visit.consent_at === null) throw new Problem(consentNeeded)
  const [last] = await listNotes(tx, [visit.id])
  const body = tidyNote(note)
  if (isEmpty(body)) throw invalidField('/note', 'is empty: write something before you sign')
  if (last && isSame(last.body, body)) throw new Problem(noteUnchanged, { members: { version: last.version } })
  if (last && amends === undefined) throw new Problem(noteSignedAlready, { members: { version: last.version } })
  if (!last && amends !== undefined) throw invalidField('/amends', 'belongs to the second version and later ones')
  const sealed: Sealed = {
    ...{ cell: visit.cell, visit_id: visit.id, version: (last?.version ?? 0) + 1, doctor_id: doctor.doctorId },
    ...{ doctor_name: doctor.name, council: doctor.council, registration_no: doctor.registrationNo, body },
    ...{ amends: amends ?? null, signed_at: tx.clock.now(), signed_by: origin.actorId as Note['signed_by'] },
  }
  const signed: Note = { ...sealed, hash: hashNote(sealed, last?.hash) }
  await insertNote(tx, signed)
  await deleteDraft(tx, visit.id)
  const { version, hash } = signed
  await publish(tx, origin, noteSigned, { ...toVisitFacts(visit), version, hash })
  const begun = await changeVisit(tx, await begin(tx, visit, origin), { note_version: version })
  // The appointment is over, so nothing is left to do.
  if (begun.is_seen && begun.status !== 'CLOSED') await moveVisit(tx, begun, 'close', { origin })
  return signed
}
