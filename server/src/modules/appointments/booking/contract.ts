// The contract of booking: the call with which other modules find appointments.
import { defineCall, object, Type } from '../../../platform/contract.ts'
import { AppointmentFacts, AppointmentId, AppointmentStatus } from '../contract.ts'

/** Gives appointments by their ids. Leaves out ids that no appointment has. */
export const findAppointments = defineCall('appointments.find-appointments', {
  input: object({ appointmentIds: Type.Array(AppointmentId, { maxItems: 100 }) }),
  output: Type.Array(object({ ...AppointmentFacts.properties, status: AppointmentStatus })),
  timeoutMs: 2_000,
})
