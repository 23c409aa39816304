// What an answer shows of an allergy or a problem.
import { Instant, object, oneOf, type Static, Type } from '../../../platform/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { FINDING_KINDS, FINDING_STATUSES, FindingId, Icd10, SEVERITIES } from '../contract.ts'
import type { Finding } from '../tables.ts'

export const FindingView = object({
  findingId: FindingId,
  patientId: PatientId,
  kind: oneOf(FINDING_KINDS),
  isNone: Type.Boolean({
    description: 'True: somebody asked, and no allergy is known. This is not the same as no entry.',
  }),
  name: Type.Optional(Type.String()),
  severity: Type.Optional(oneOf(SEVERITIES)),
  icd10: Type.Optional(Icd10),
  status: oneOf(FINDING_STATUSES),
  reason: Type.Optional(Type.String({ description: 'Why the entry does not count any more.' })),
  version: Type.Integer({ minimum: 1 }),
  facilityId: FacilityId,
  notedAt: Instant,
})
export type FindingView = Static<typeof FindingView>

export const toFindingView = (finding: Finding): FindingView => ({
  ...{ findingId: finding.id, patientId: finding.patient_id, kind: finding.kind, isNone: finding.name === null },
  ...(finding.name !== null && { name: finding.name }),
  ...(finding.severity !== null && { severity: finding.severity }),
  ...(finding.icd10 !== null && { icd10: finding.icd10 }),
  status: finding.status,
  ...(finding.reason !== null && { reason: finding.reason }),
  ...{ version: finding.version, facilityId: finding.facility_id, notedAt: finding.noted_at.toISOString() },
})
