// The call with which other modules ask how their staff are called, to show who did something.
import { defineCall, object, Type } from '../../../platform/contract.ts'
import { AccountId } from '../contract.ts'

/** The names of the holders of accounts, also of those that are switched off. Unknown accounts are left out. */
export const findNames = defineCall('identity.find-names', {
  input: object({ accountIds: Type.Array(AccountId, { maxItems: 500 }) }),
  output: Type.Array(object({ accountId: AccountId, name: Type.String() })),
  timeoutMs: 2_000,
})
