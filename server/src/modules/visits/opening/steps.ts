// Opens visits, follows their appointments, and closes them. Each change also says until when the record is open.
import { dayInIndia } from '../../../platform/clock.ts'
import { cellOf, newId } from '../../../platform/id.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type EventEnvelope, type EventOrigin, originOfEvent, publish } from '../../../platform/work/outbox.ts'
import type { AppointmentFacts } from '../../appointments/contract.ts'
import type { DoctorId } from '../../doctors/contract.ts'
import type { FacilityFacts } from '../../facilities/contract.ts'
import type { AccountId } from '../../identity/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { Proof } from '../../patients/presence/contract.ts'
import { writeCareOf } from '../care/store.ts'
import { visitClosed, visitOpen, visitOpened, visitState, visitVoided } from '../contract.ts'
import { requireFacility } from '../hospitals/steps.ts'
import { upsertHospital } from '../hospitals/store.ts'
import type { Visit, VisitsContext, VisitsTables, WalkInProof } from '../tables.ts'
import { careIdOf, visitIdOf } from './ids.ts'
import { type AppointmentDeed, careEnds, followAppointment } from './rules.ts'
import { type Move, nextStatus } from './states.ts'
import {
  changeVisit,
  findOpenWalkIn,
  insertProof,
  insertVisit,
  isTouched,
  keepInOwnList,
  listLeftOpen,
  lockVisit,
} from './store.ts'

type Tables = VisitsTables

export function toVisitFacts(visit: Visit) {
  const { id: visitId, facility_id: facilityId, doctor_id: doctorId, patient_id: patientId, kind } = visit
  const appointment = visit.appointment_id !== null && { appointmentId: visit.appointment_id }
  return { visitId, facilityId, doctorId, patientId, kind, ...appointment }
}

const newVisit = (stated: Pick<Visit, 'id' | 'facility_id' | 'patient_id' | 'doctor_id' | 'kind'>, now: Date) => ({
  ...{ cell: cellOf(stated.id), ...stated, appointment_id: null, appointment_version: null, status: 'OPEN' as const },
  ...{ is_seen: false, consent_at: null, consent_by: null, opened_on: dayInIndia(now), opened_at: now },
  ...{ closed_at: null, closed_by: null, note_version: 0 },
})

/** Writes who may read the record because of this visit, and tells what became of the visit. */
async function settle(tx: Tx<Tables>, before: Visit | undefined, after: Visit, origin: EventOrigin): Promise<void> {
  const ends = careEnds(after, tx.clock.now())
  for (const basis of ['treatment', 'nursing'] as const) {
    await writeCareOf(tx, after, { id: careIdOf(after, basis), basis, until: ends[basis] })
  }
  const wasThere = before !== undefined && before.status !== 'VOID'
  const isThere = after.status !== 'VOID'
  if (wasThere !== isThere) await keepInOwnList(tx, after, isThere)
  const facts = toVisitFacts(after)
  if (!wasThere && isThere) await publish(tx, origin, visitOpened, facts)
  if (wasThere && !isThere) await publish(tx, origin, visitVoided, facts)
  if (after.status === 'CLOSED' && before?.status !== 'CLOSED') await publish(tx, origin, visitClosed, facts)
}

/** Writes the visit of an appointment after one of its events. Any number of repeats, in any order, end alike. */
export async function followEvent(
  tx: Tx<Tables>,
  facts: AppointmentFacts,
  {
    deed,
    at,
    facility,
    origin,
  }: {
    readonly deed: AppointmentDeed
    /** When it happened, which is before now if the event is late. */
    readonly at: Date
    readonly facility: FacilityFacts
    readonly origin: EventOrigin
  },
): Promise<Visit> {
  const id = visitIdOf(facts)
  const ids = { facility_id: facts.facilityId, patient_id: facts.patientId, doctor_id: facts.doctorId }
  const kind = facts.mode === 'tele' ? ('tele' as const) : ('opd' as const)
  await upsertHospital(tx, facility)
  // Nothing has happened yet: the event decides what becomes of it.
  const of = { appointment_id: facts.appointmentId, appointment_version: 0, opened_on: facts.date }
  const blank = { ...newVisit({ id, ...ids, kind }, at), ...of }
  const isNew = await insertVisit(tx, blank)
  const before = (await lockVisit(tx, id)) as Visit
  const change = followAppointment(
    {
      ...{ status: before.status, kind: before.kind, appointmentVersion: before.appointment_version ?? 0 },
      ...{ isSeen: before.is_seen, hasConsent: before.consent_at !== null, isNoteSigned: before.note_version > 0 },
      isTouched: !isNew && (await isTouched(tx, before)),
    },
    { deed, version: facts.version },
  )
  if (!change) return before
  const closes = change.status === 'CLOSED' && before.status !== 'CLOSED' && { closed_at: at }
  const { status, isSeen: is_seen, appointmentVersion: appointment_version } = change
  const after = await changeVisit(tx, before, { status, is_seen, appointment_version, ...closes })
  await settle(tx, isNew ? undefined : before, after, origin)
  return after
}

/** The reaction to an event of an appointment. */
export async function onAppointment(
  context: VisitsContext,
  event: EventEnvelope<AppointmentFacts>,
  deed: AppointmentDeed,
): Promise<void> {
  const facility = await requireFacility(context, event.body.facilityId)
  const origin = originOfEvent(event)
  const at = new Date(event.occurredAt)
  await transaction(context.db, (tx) => followEvent(tx, event.body, { deed, at, facility, origin }))
}

interface WalkIn {
  readonly facility: FacilityFacts
  readonly doctorId: DoctorId
  readonly patientId: PatientId
  /** All records of the person. */
  readonly patientIds: readonly PatientId[]
  /** How staff know that the patient is there. */
  readonly proof: Proof
  readonly origin: EventOrigin
}

/** Opens a visit without an appointment. Throws `visit-open` when this person has one with this doctor here. */
export async function openWalkIn(tx: Tx<Tables>, walkIn: WalkIn): Promise<Visit> {
  const { facility, doctorId, patientId, patientIds, proof, origin } = walkIn
  const { facilityId, cell } = facility
  const now = tx.clock.now()
  await upsertHospital(tx, facility)
  const ids = { facility_id: facilityId, doctor_id: doctorId, patient_id: patientId }
  const visit: Visit = newVisit({ id: newId<'visit'>(cell, now.getTime()), ...ids, kind: 'walk-in' }, now)
  const open = await findOpenWalkIn(tx, { facilityId, doctorId, patientIds })
  if (open || !(await insertVisit(tx, visit))) {
    const found = open ?? (await findOpenWalkIn(tx, { facilityId, doctorId, patientIds }))
    throw new Problem(visitOpen, { members: { visitId: found?.id } })
  }
  await insertProof(tx, {
    ...{ cell, visit_id: visit.id, kind: proof.kind as WalkInProof['kind'], document: proof.document ?? null },
    ...{ last4: proof.last4 ?? null, proven_by: origin.actorId as AccountId, proven_at: now },
  })
  await settle(tx, undefined, visit, origin)
  return visit
}

/** The state of a locked visit after a move. Throws a problem when the state does not allow it. */
export async function moveVisit(
  tx: Tx<Tables>,
  before: Visit,
  move: Move,
  { origin, ...changed }: { readonly origin: EventOrigin } & Parameters<typeof changeVisit>[2],
): Promise<Visit> {
  const status = nextStatus(before.status, move)
  if (!status) throw new Problem(visitState, { members: { status: before.status } })
  const closes = status === 'CLOSED' && { closed_at: tx.clock.now(), closed_by: origin.actorId as Visit['closed_by'] }
  const after = await changeVisit(tx, before, { ...changed, status, ...closes })
  await settle(tx, before, after, origin)
  return after
}

const VOIDED_AT_ONCE = 500

/** Voids the visits of earlier days in which nobody did anything: the patient left unseen. */
export async function voidLeftOpen({ db, clock }: VisitsContext): Promise<void> {
  const origin = { actorId: null, requestId: 'void-left-open' }
  for (const id of await listLeftOpen(db, dayInIndia(clock.now()), VOIDED_AT_ONCE)) {
    await transaction(db, async (tx) => {
      const visit = (await lockVisit(tx, id)) as Visit
      if (visit.status === 'OPEN' && !(await isTouched(tx, visit))) await moveVisit(tx, visit, 'void', { origin })
    })
  }
}
