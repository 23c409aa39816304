// What the tests of audit share: a trail of some days, written as the server writes it, and ways to look at it.
import type { Id } from '../../platform/contract.ts'
import { newId } from '../../platform/id.ts'
import type { Read } from '../../platform/reads.ts'
import type { EventEnvelope } from '../../platform/work/outbox.ts'
import { type Answer, type Citizen, type Setup, TODAY } from '../../testing/setup.ts'
import { keepEvents } from './changes/hearing.ts'
import { createRecorder } from './reads/recorder.ts'
import type { AuditContext, ChangeRow, ReadRow } from './tables.ts'

export const CELL = 94

export const contextOf = ({ program }: Pick<Setup, 'program'>): AuditContext => program.context('audit') as AuditContext

/** A read of one new patient of a district by a vaccinator. */
export function someRead(cell: number, patientId: string = newId(cell)): Read {
  const actor = { accountId: newId<'account'>(cell), sessionId: newId(0), roles: ['vaccinator'] as const }
  return {
    ...{ patientIds: [patientId], actor: { ...actor, facilityId: newId<'facility'>(cell) }, role: 'vaccinator' },
    ...{ basis: 'facility', power: 'booking.read', recordId: undefined, requestId: newId(0) },
  }
}

/** An event of a module that does not exist, about a patient of a district. */
export function someEvent(cell: number, occurredAt: Date): EventEnvelope {
  const patientId = newId(cell)
  return {
    ...{ id: newId(cell, occurredAt.getTime()), name: 'wards.patient-moved.v1', occurredAt: occurredAt.toISOString() },
    ...{ actorId: newId(cell), role: 'nurse', facilityId: newId(cell), requestId: newId(0) },
    ...{ patientIds: [patientId], body: { patientId, bed: 7 } },
  }
}

/** Writes so many reads and changes of one district on the day of the clock. */
export async function writeTrail(context: AuditContext, count: number, cell = CELL): Promise<void> {
  // A recorder of its own counts in the metrics of its own.
  const own = { ...context, metrics: uncounted(context) }
  const recorder = createRecorder(own)
  for (let nth = 0; nth < count; nth++) await recorder.record(someRead(cell))
  const events = Array.from({ length: count }, () => someEvent(cell, context.clock.now()))
  await keepEvents(context, events)
}

/** The metrics of a context whose counters count nothing: a name may be registered only once. */
export const uncounted = ({ metrics }: AuditContext): AuditContext['metrics'] => ({
  ...metrics,
  counter: () => ({ inc: () => undefined }) as never,
})

export async function readsOf({ pool }: AuditContext, patientId: string): Promise<ReadRow[]> {
  const { rows } = await pool.query<ReadRow>('select * from audit.reads where patient_id = $1 order by id', [patientId])
  return rows
}

export async function changesNamed({ pool }: AuditContext, name: string): Promise<ChangeRow[]> {
  const { rows } = await pool.query<ChangeRow>('select * from audit.changes where name = $1 order by id', [name])
  return rows
}

export type PatientId = Id<'patient'>

export const WINDOW = '06:00-24:00'
export const LOT = 'LOT-1'

/** A vaccination centre with stock and a session today, and its vaccinator Ravi and administrator Sunita. */
export async function openCentre(place: Setup) {
  const { ask } = place
  const { facilityId } = await place.centre()
  const ravi = await place.staff('vaccinator', facilityId)
  const sunita = await place.staff('centre-admin', facilityId)
  const vaccine = 'COVAXIN'
  const stock = { facilityId, vaccine, lot: LOT, quantity: 100, expiresOn: '2027-12-31' }
  await made(ask('POST', '/v1/vaccination/stock', { by: sunita, body: stock }))
  const session = { facilityId, date: TODAY, vaccine, dose: 1, capacity: 50, minAge: 18, windows: [WINDOW] }
  const { sessionId } = await made(
    ask<{ sessionId: string }>('POST', '/v1/vaccination/sessions', { by: sunita, body: session }),
  )
  return { facilityId, ravi, sunita, sessionId }
}

/** Books a seat of a session; gives the id of the booking, and of the request. */
export async function book({ ask }: Pick<Setup, 'ask'>, sessionId: string, by: Citizen) {
  const body = { sessionId, window: WINDOW, patientIds: [by.patientId] }
  const answer = ask<{ bookings: { bookingId: string }[] }>('POST', '/v1/vaccination/bookings', { by, body })
  const { bookings } = await made(answer)
  return { bookingId: bookings[0]?.bookingId as string, requestId: (await answer).headers['x-request-id'] }
}

async function made<Body>(answer: Promise<Answer<Body>>): Promise<Body> {
  const { status, body } = await answer
  if (status !== 201) throw new Error(`the answer was ${status}: ${JSON.stringify(body)}`)
  return body
}
