// The fee of an appointment: a booking raises the charge, and an end before the visit reverses it. What cannot be done
// for an hour, or is refused, is stuck: staff see it, and try again.
import { transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type EventEnvelope, type EventOrigin, originOfEvent } from '../../../platform/work/outbox.ts'
import {
  type ChargeGroup,
  type ChargeSource,
  HEALTH_CARE,
  raiseCharges,
  reverseCharges,
} from '../../billing/contract.ts'
import { takesPlace } from '../booking/states.ts'
import { findAppointment, type ShownAppointment } from '../booking/store.ts'
import type { AppointmentFacts, AppointmentId } from '../contract.ts'
import type { AppointmentsContext } from '../tables.ts'
import { deleteStuck, type FeeDeed, upsertStuck } from './store.ts'

type Told = EventEnvelope<AppointmentFacts>

/** For billing an appointment is a group of charges, and the source of its fee. */
const groupOf = (id: AppointmentId): ChargeGroup => id as string as ChargeGroup
const sourceOf = (id: AppointmentId): ChargeSource => ({
  sourceKind: 'appointments.fee',
  sourceId: id as string as ChargeSource['sourceId'],
  sourceLine: 1,
})

/** Raises the fee of a booking. A repeat raises nothing more. */
export async function chargeFee(context: AppointmentsContext, event: Told): Promise<void> {
  await orStuck(context, event, 'charge', (one) => charge(context, one, originOfEvent(event)))
}

/** Reverses the fee, once: a second time there is nothing left to reverse. */
export async function reverseFee(context: AppointmentsContext, event: Told): Promise<void> {
  await orStuck(context, event, 'reversal', ({ id }) => reverse(context, id, originOfEvent(event)))
}

/**
 * Events come in any order: when the appointment has ended meanwhile, its end found nothing to reverse, so this
 * reverses it.
 */
async function charge(context: AppointmentsContext, booked: ShownAppointment, origin: EventOrigin): Promise<void> {
  const { id, facility_id: facilityId, patient_id: patientId, fee_paise: unitPricePaise, doctor_name } = booked
  if (unitPricePaise === 0) return
  const text = `Consultation, Dr ${doctor_name}`.slice(0, 200)
  const fee = { ...sourceOf(id), quantity: 1, text, unitPricePaise, taxCode: HEALTH_CARE }
  await context.call(raiseCharges, { group: groupOf(id), facilityId, patientId, lines: [fee], origin })
  const { status } = (await findAppointment(context.db, id)) ?? booked
  if (!takesPlace(status) && status !== 'DISPLACED') await reverse(context, id, origin)
}

async function reverse({ call }: AppointmentsContext, id: AppointmentId, origin: EventOrigin): Promise<void> {
  await call(reverseCharges, { group: groupOf(id), reason: 'The doctor has not seen the patient', origin })
}

const HOUR_MS = 3_600_000

/** The queue repeats what failed for an hour. Then, or when billing refuses it, a repeat alone does not help. */
async function orStuck(
  context: AppointmentsContext,
  { body, occurredAt }: Told,
  deed: FeeDeed,
  work: (one: ShownAppointment) => Promise<void>,
): Promise<void> {
  const { db, clock } = context
  const one = await findAppointment(db, body.appointmentId)
  if (!one) return
  try {
    await work(one)
  } catch (error) {
    const isOld = clock.now().getTime() - new Date(occurredAt).getTime() >= HOUR_MS
    if (!isOld && !isRefused(error)) throw error
    await noteStuck(context, one, deed, error)
  }
}

const isRefused = (error: unknown): boolean => error instanceof Problem && error.type.status < 500

async function noteStuck(
  { db, clock, log }: AppointmentsContext,
  { cell, id, facility_id }: ShownAppointment,
  deed: FeeDeed,
  error: unknown,
): Promise<void> {
  log.warn({ err: error, appointmentId: id, deed }, 'the fee of an appointment is stuck; staff must look at it')
  const problem = error instanceof Problem ? error.type.slug : 'unavailable'
  const stuck = { cell, appointment_id: id, deed, facility_id, problem, failed_at: clock.now() }
  await transaction(db, (tx) => upsertStuck(tx, stuck))
}

/** Tries again what is stuck. Gives whether it is done now. */
export async function retryFee(
  context: AppointmentsContext,
  one: ShownAppointment,
  deeds: readonly FeeDeed[],
  origin: EventOrigin,
): Promise<boolean> {
  for (const deed of deeds) {
    try {
      if (deed === 'charge') await charge(context, one, origin)
      else await reverse(context, one.id, origin)
    } catch (error) {
      await noteStuck(context, one, deed, error)
      return false
    }
    await transaction(context.db, (tx) => deleteStuck(tx, one, deed))
  }
  return true
}
