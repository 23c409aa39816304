// Signs a prescription, amends it by a next version, and stops it.
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { requireVersion } from '../../../platform/http/tagged.ts'
import { cellOf, newId, referenceOf } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import { type EventOrigin, type PersonActs, publish } from '../../../platform/work/outbox.ts'
import {
  alreadyDispensed,
  type Override,
  type PrescriptionId,
  prescriptionAmended,
  prescriptionChangedMeanwhile,
  prescriptionSigned,
  prescriptionStopped,
  prescriptionUnchanged,
  type RxLine,
  type Warning,
  warningOpen,
} from '../contract.ts'
import type { Line, Prescription, PrescriptionsTables, Version } from '../tables.ts'
import { answerWarnings, changesOf, type Judged, runsUntil } from './rules.ts'
import { hashOf, readSealed, type Signed, toSealedText } from './sealing.ts'
import { type Situation, toHeader } from './situation.ts'
import { decidePrescription } from './states.ts'
import {
  changePrescription,
  findVersion,
  insertPrescription,
  insertVersion,
  listLines,
  lockPrescription,
  stopLines,
  upsertLines,
} from './store.ts'

type Tables = PrescriptionsTables
type ByPerson = EventOrigin & PersonActs

interface Written {
  readonly judged: readonly Judged[]
  readonly warnings: readonly Warning[]
  readonly overrides: readonly Override[]
  readonly situation: Situation
  readonly origin: ByPerson
}

export interface Terms {
  readonly repeats: number
  readonly validDays: number
}

const toFacts = ({ id, version, visit_id, facility_id, doctor_id, patient_id }: Prescription) => ({
  ...{ prescriptionId: id, version, visitId: visit_id, facilityId: facility_id, doctorId: doctor_id },
  patientId: patient_id,
})

/** The warnings with the reasons of the doctor. Throws the problem when one has none. */
export function requireAnswers(warnings: readonly Warning[], overrides: readonly Override[]): Warning[] {
  const reasons = overrides.map((one) => ({ ...one, reason: tidyText(one.reason) }))
  const { answered, open } = answerWarnings(warnings, reasons)
  if (open.length > 0) throw new Problem(warningOpen, { members: { warnings: open } })
  return answered
}

export interface SignedResult {
  readonly prescription: Prescription
  readonly version: Version
  readonly before: Version | undefined
  readonly lines: readonly Line[]
}

export async function signPrescription(tx: Tx<Tables>, written: Written, terms: Terms): Promise<SignedResult> {
  const { judged, situation, origin } = written
  const { visit, doctor, patient, today } = situation
  const { repeats, validDays } = terms
  if (repeats > 0 && judged.some(({ schedule }) => schedule === 'X')) {
    throw invalidField('/repeats', 'must be 0 with a medicine of Schedule X')
  }
  const answered = requireAnswers(written.warnings, written.overrides)
  const now = tx.clock.now()
  const id = newId<'prescription'>(cellOf(visit.visitId), now.getTime())
  const mode = situation.isTele ? ('tele' as const) : ('in-person' as const)
  const placed = {
    ...{ cell: cellOf(id), id, reference: referenceOf('RX', id), visit_id: visit.visitId, mode, repeats },
    ...{ facility_id: visit.facilityId, patient_id: visit.patientId, birth_year: patient.birthYear },
    ...{ doctor_id: doctor.doctorId, version: 1, valid_until: addDays(today, validDays - 1), signed_at: now },
    ...{ status: 'SIGNED' as const, stopped_at: null, stopped_by: null, stop_reason: null },
  }
  const version = seal(placed, { situation, lines: judged.map(({ line }) => line), answered, origin, now })
  const prescription: Prescription = { ...placed, hash: version.hash }
  const lines = judged.map((one) => toRow(prescription, one, runsUntil(today, one.line.days, repeats)))
  await insertVersion(tx, version)
  await insertPrescription(tx, prescription)
  await upsertLines(tx, lines)
  await publish(tx, origin, prescriptionSigned, toFacts(prescription))
  return { prescription, version, before: undefined, lines }
}

interface Sealing {
  readonly situation: Situation
  readonly lines: readonly RxLine[]
  readonly answered: readonly Warning[]
  readonly origin: ByPerson
  readonly now: Date
  readonly before?: Version
  readonly reason?: string
}

function seal(prescription: Omit<Prescription, 'hash'>, sealing: Sealing): Version {
  const { situation, lines, answered, origin, now, before, reason = null } = sealing
  const { cell, id, reference, version, visit_id, patient_id, mode, repeats, valid_until } = prescription
  const signed: Signed = {
    ...{ prescriptionId: id, reference, version, visitId: visit_id, patientId: patient_id, mode, repeats, lines },
    ...{ validUntil: valid_until, header: toHeader(situation), warnings: answered, reason },
    ...{ signedAt: now.toISOString(), signedBy: origin.actorId },
  }
  const sealed = toSealedText(signed)
  const hash_before = before?.hash ?? null
  return {
    ...{ cell, prescription_id: id, version, version_before: before?.version ?? null, hash_before, sealed, reason },
    ...{ hash: hashOf(sealed, hash_before), signed_at: now, signed_by: origin.actorId as Version['signed_by'] },
  }
}

function toRow({ cell, id, repeats }: Prescription, { line, substances, schedule }: Judged, runs_until: string): Line {
  return {
    ...{ cell, prescription_id: id, line_key: line.lineKey, item_code: (line.itemCode ?? null) as Line['item_code'] },
    ...{ generic_name: line.genericName, form: line.form, strength: line.strength, substances: [...substances] },
    ...{ quantity: line.quantity, repeats, schedule: schedule as Line['schedule'], substitution: line.substitution },
    ...{ runs_until, state: 'active', promised: 0, dispensed: 0, returned: 0 },
  }
}

/** Locks a prescription for an event. Throws when it may not happen in its state. */
async function lockFor(tx: Tx<Tables>, id: PrescriptionId, event: 'amend' | 'stop'): Promise<Prescription> {
  const prescription = (await lockPrescription(tx, id)) as Prescription
  const next = decidePrescription(prescription, event, dayInIndia(tx.clock.now()))
  if (next instanceof Problem) throw next
  return prescription
}

export interface Amending extends Written {
  readonly id: PrescriptionId
  readonly reason: string
  readonly ifMatch: string | undefined
}

/** Signs the next version. What was given stays given: no line goes below it. */
export async function amendPrescription(tx: Tx<Tables>, amending: Amending): Promise<SignedResult> {
  const { id, judged, situation, origin, ifMatch } = amending
  const old = await lockFor(tx, id, 'amend')
  requireVersion(old, ifMatch, prescriptionChangedMeanwhile)
  const before = (await findVersion(tx, id, old.version)) as Version
  const known = new Map((await listLines(tx, [id])).map((line) => [line.line_key, line]))
  const lines = judged.map(({ line }) => line)
  const changes = changesOf(readSealed(before.sealed).lines, lines)
  if (changes.length === 0) throw new Problem(prescriptionUnchanged, { members: { version: old.version } })
  for (const { line } of judged) requireNotBelow(line, known.get(line.lineKey), old.repeats)
  const answered = requireAnswers(amending.warnings, amending.overrides)
  const now = tx.clock.now()
  const reason = tidyText(amending.reason)
  const placed = { ...old, version: old.version + 1 }
  const version = seal(placed, { situation, lines, answered, origin, now, before, reason })
  const prescription: Prescription = { ...placed, hash: version.hash }
  await insertVersion(tx, version)
  await changePrescription(tx, id, { version: version.version, hash: version.hash })
  const changed = new Set(changes.filter(({ kind }) => kind !== 'stopped').map(({ lineKey }) => lineKey))
  const moved = judged.filter(({ line }) => changed.has(line.lineKey))
  await upsertLines(
    tx,
    moved.map((one) => toRow(prescription, one, runsUntil(situation.today, one.line.days, old.repeats))),
  )
  const gone = changes.filter(({ kind }) => kind === 'stopped').map(({ lineKey }) => lineKey)
  await stopLines(tx, id, gone)
  await publish(tx, origin, prescriptionAmended, toFacts(prescription))
  return { prescription, version, before, lines: await listLines(tx, [id]) }
}

function requireNotBelow(line: RxLine, known: Line | undefined, repeats: number): void {
  if (!known) return
  const given = known.promised + known.dispensed - known.returned
  if (line.quantity * (1 + repeats) >= given) return
  throw new Problem(alreadyDispensed, { members: { lineKey: line.lineKey, dispensed: given } })
}

/** Stops a prescription: no pharmacy gives anything more of it. */
export async function stopPrescription(
  tx: Tx<Tables>,
  id: PrescriptionId,
  { reason, origin }: { reason: string; origin: ByPerson },
): Promise<SignedResult> {
  const old = await lockFor(tx, id, 'stop')
  const stopped = {
    ...{ status: 'STOPPED' as const, stopped_at: tx.clock.now() },
    ...{ stopped_by: origin.actorId as Prescription['stopped_by'], stop_reason: tidyText(reason) },
  }
  await changePrescription(tx, id, stopped)
  const prescription = { ...old, ...stopped }
  await publish(tx, origin, prescriptionStopped, toFacts(prescription))
  const version = (await findVersion(tx, id, old.version)) as Version
  const before = await findVersion(tx, id, old.version - 1)
  return { prescription, version, before, lines: await listLines(tx, [id]) }
}
