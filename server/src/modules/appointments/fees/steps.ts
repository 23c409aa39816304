// The fee of an appointment: a booking raises the charge, and an end before the visit reverses it.
import { type EventEnvelope, originOfEvent } from '../../../platform/work/outbox.ts'
import {
  type ChargeGroup,
  type ChargeSource,
  HEALTH_CARE,
  raiseCharges,
  reverseCharges,
} from '../../billing/contract.ts'
import { takesPlace } from '../booking/states.ts'
import { findAppointment } from '../booking/store.ts'
import type { AppointmentFacts, AppointmentId } from '../contract.ts'
import type { AppointmentsContext } from '../tables.ts'

type Told = EventEnvelope<AppointmentFacts>

/** For billing an appointment is a group of charges, and the source of its fee. */
const groupOf = (id: AppointmentId): ChargeGroup => id as string as ChargeGroup
const sourceOf = (id: AppointmentId): ChargeSource => ({
  sourceKind: 'appointment',
  sourceId: id as string as ChargeSource['sourceId'],
  sourceLine: 1,
})

/**
 * Raises the fee. A repeat raises nothing more. Events come in any order: when the appointment has ended meanwhile, its
 * end found nothing to reverse, so this reverses it.
 */
export async function chargeFee(context: AppointmentsContext, event: Told): Promise<void> {
  const { appointmentId, facilityId, patientId, feePaise } = event.body
  if (feePaise === 0) return
  const booked = await findAppointment(context.db, appointmentId)
  if (!booked) return
  const text = `Consultation, Dr ${booked.doctor_name}`.slice(0, 200)
  const fee = { ...sourceOf(appointmentId), quantity: 1, text, unitPricePaise: feePaise, taxCode: HEALTH_CARE }
  const origin = originOfEvent(event)
  await context.call(raiseCharges, { group: groupOf(appointmentId), facilityId, patientId, lines: [fee], origin })
  const { status } = (await findAppointment(context.db, appointmentId)) ?? booked
  if (!takesPlace(status) && status !== 'DISPLACED') await reverseFee(context, event)
}

/** Reverses the fee, once: a second time there is nothing left to reverse. */
export async function reverseFee({ call }: AppointmentsContext, event: Told): Promise<void> {
  const { appointmentId } = event.body
  const reason = 'The doctor has not seen the patient'
  await call(reverseCharges, { group: groupOf(appointmentId), reason, origin: originOfEvent(event) })
}
