// The call with which other modules ask where the holder of an account works.
import { defineCall, object, Type } from '../../../platform/contract.ts'
import { AccountId, Appointment } from '../contract.ts'

/** The appointments of an account that have not ended. An account that nobody knows has none. */
export const listAppointmentsOf = defineCall('identity.list-appointments', {
  input: object({ accountId: AccountId }),
  output: Type.Array(Appointment),
  timeoutMs: 2_000,
})
