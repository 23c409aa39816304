// The call with which processes without this module learn which tokens they must refuse.
import { defineCall, Instant, object, Type } from '../../../platform/contract.ts'

/** The sign-ins and workplaces that have ended: all, or those that ended since the position of an earlier answer. */
export const readRevocations = defineCall('identity.read-revocations', {
  input: object({ since: Type.Union([Type.String({ pattern: '^[0-9]{1,20}$' }), Type.Null()]) }),
  output: object({ position: Type.String(), revoked: Type.Array(object({ id: Type.String(), expiresAt: Instant })) }),
  timeoutMs: 2_000,
})
