// The engine of slots: sends all kinds of requests for them through `giving` of the platform.
import { cellOf } from '../../../platform/id.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { type Asked, createGiving, type Giving } from '../../../platform/work/giving.ts'
import type { DoctorId } from '../../doctors/contract.ts'
import { findPatients, type PatientFacts, type PatientId } from '../../patients/contract.ts'
import { patientMerged } from '../../patients/merging/contract.ts'
import { appointmentEnded, type SlotId } from '../contract.ts'
import { samePeople } from '../merging.ts'
import type { SlotsInMemory } from '../slots/projection.ts'
import type { AppointmentsContext } from '../tables.ts'
import { type Given, type Release, type SeatFacts, type SeatRequest, slotIdsOf } from './requests.ts'
import { decideSeats } from './rules.ts'
import { LOST_RACES, lockSeats, writeSeats } from './seat-store.ts'
import { listDoctorsOfSlots } from './store.ts'

export type Engine = Giving<SeatRequest, Given>

export function createEngine(context: AppointmentsContext, slots: SlotsInMemory): Engine {
  return createGiving(context, {
    name: 'appointment',
    lookUp: (requests) => lookUp(context, requests),
    // Memory finds no slot by its id alone: the locked row says that it is full.
    refuseFull: () => undefined,
    lock: (send, asked) => lockSeats(send, toKeys(asked)),
    decide: decideSeats,
    write: writeSeats,
    raceConstraints: LOST_RACES,
    onRows: (rows) => {
      for (const row of rows) slots.putSlot(row)
    },
  })
}

/** Ends an appointment for a job. Somebody else may have ended it a moment before. */
export async function release(engine: Engine, asked: Omit<Release, 'kind' | 'repeatable'>): Promise<void> {
  await engine.give({ ...asked, kind: 'release', repeatable: undefined }).catch((error) => {
    if (!(error instanceof Problem && error.type === appointmentEnded)) throw error
  })
}

type Taking = Extract<SeatRequest, { patientId: PatientId }>

const isTaking = (request: SeatRequest): request is Taking => 'patientId' in request

/** Who the people are, which records are one person, and whose slots these are. */
async function lookUp(context: AppointmentsContext, requests: readonly SeatRequest[]): Promise<(SeatFacts | Error)[]> {
  const taking = requests.filter(isTaking)
  if (taking.length === 0) return requests.map(() => ({ sameIds: [] }))
  const patientIds = [...new Set(taking.map(({ patientId }) => patientId))]
  const slotIds = [...new Set(taking.flatMap(slotIdsOf))]
  const [patients, people, doctors] = await Promise.all([
    context.call(findPatients, { patientIds }),
    samePeople.list(context.pool, patientIds),
    listDoctorsOfSlots(context.pool, slotIds),
  ])
  const byId = new Map(patients.map((patient) => [patient.patientId, patient]))
  return requests.map((request) => {
    if (!isTaking(request)) return { sameIds: [] }
    const { patientId } = request
    const patient = byId.get(patientId)
    const { staysId = patientId, sameIds = [] } = people.get(patientId) ?? {}
    const refusal = refusePatient(request, patient, staysId)
    return refusal ?? { sameIds, ...toDoctor(request, doctors) }
  })
}

function toDoctor(request: Taking, doctors: ReadonlyMap<SlotId, DoctorId>): Pick<SeatFacts, 'doctorId'> {
  const doctorId = doctors.get(slotIdsOf(request)[0] as SlotId)
  return doctorId === undefined ? {} : { doctorId }
}

/** A patient of another family and an unknown patient get the same answer. So nobody learns which patients exist. */
function refusePatient(request: Taking, patient: PatientFacts | undefined, staysId: PatientId): Problem | undefined {
  // What was booked before a merge may still move.
  if (request.kind === 'move') return undefined
  const isStranger = request.by === 'family' && patient?.accountId !== request.accountId
  if (!patient || isStranger) {
    const errors = [{ pointer: '/patientId', detail: 'is not a patient whom you may book for' }]
    return new Problem(notFound, { detail: 'There is no such patient, or not in your family', members: { errors } })
  }
  if (staysId === request.patientId) return undefined
  // Staff need the record that stays. A family may not learn an id of another family.
  return new Problem(patientMerged, request.by === 'staff' ? { members: { keptPatientId: staysId } } : {})
}

type AskedSeat = Asked<SeatRequest, SeatFacts>

/** All slots, appointments, claims and holders of these requests, each once. */
function toKeys(asked: readonly AskedSeat[]) {
  const requests = asked.map(({ request }) => request)
  const slots = requests.flatMap((one) => [...slotIdsOf(one), ...(one.kind === 'move' ? one.fromSlotIds : [])])
  const people = new Map(asked.flatMap(toPeople).map((one) => [`${one.patient_id} ${one.doctor_id}`, one]))
  return {
    slots: toRecords(slots),
    appointments: toRecords(requests.flatMap((one) => ('appointmentId' in one ? [one.appointmentId] : []))),
    accounts: toRecords(requests.flatMap((one) => ('accountId' in one ? [one.accountId] : []))),
    people: [...people.values()],
  }
}

const toRecords = (ids: readonly string[]) => [...new Set(ids)].map((id) => ({ cell: cellOf(id), id }))

/** The records whose claims on the doctor decide about a request. */
function toPeople({ request, facts: { doctorId, sameIds } }: AskedSeat) {
  if (!isTaking(request) || doctorId === undefined) return []
  return [request.patientId, ...sameIds].map((id) => ({ cell: cellOf(id), patient_id: id, doctor_id: doctorId }))
}
