// A part of the contract of patients: how other modules ask where a message about a patient goes.
import { defineCall, id, object, Phone, Type } from '../../../platform/contract.ts'
import { PatientId } from '../contract.ts'

const AccountId = id('account')

/**
 * How to reach patients: the account of the family, or the phone that staff noted for a person without an account.
 * Nobody has proven such a phone. Leaves out ids that do not exist.
 */
export const reachPatients = defineCall('patients.reach-patients', {
  input: object({ patientIds: Type.Array(PatientId, { maxItems: 500 }) }),
  output: Type.Array(
    object({
      patientId: PatientId,
      accountId: Type.Union([AccountId, Type.Null()]),
      phone: Type.Union([Phone, Type.Null()]),
      keptId: Type.Union([PatientId, Type.Null()], {
        description: 'The record that stays, when this one was merged into it.',
      }),
    }),
  ),
  timeoutMs: 5_000,
})
