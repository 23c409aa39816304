// The call with which other modules ask whose phone this is.
import { defineCall, object, Phone, Type } from '../../../platform/contract.ts'
import { AccountId } from '../contract.ts'

/**
 * The account that has proven this phone, or null. Whoever asks must not show the difference: nobody may find out which
 * phones have an account.
 */
export const findAccountOfPhone = defineCall('identity.find-account-of-phone', {
  input: object({ phone: Phone }),
  output: Type.Union([object({ accountId: AccountId }), Type.Null()]),
  timeoutMs: 2_000,
})
