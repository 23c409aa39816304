// The call with which processes without this module keep a read, before the answer that shows the record leaves.
import { defineCall, id, object, oneOf, Type } from '../../../platform/contract.ts'

export const keepRead = defineCall('audit.keep-read', {
  input: object({
    patientIds: Type.Array(id('patient'), { maxItems: 10_000 }),
    accountId: id('account'),
    workplaceId: Type.Optional(id('workplace')),
    facilityId: Type.Optional(id('facility')),
    role: Type.String({ maxLength: 40 }),
    basis: oneOf(['care', 'emergency', 'facility', 'grant', 'official', 'system']),
    power: Type.String({ maxLength: 100 }),
    recordId: Type.Optional(Type.String({ maxLength: 100 })),
    requestId: Type.String({ maxLength: 100 }),
  }),
  output: object({}),
  timeoutMs: 3_000,
})
