// The requests of audit in the access test: the reads of a family, and the searches of the trail.
import { get, type OpenAccess, on } from '../../testing/access-rows.ts'

export const openAccess: OpenAccess = async ({ facilityId, people }) => ({
  rows: {
    'GET /v1/patients/:patientId/reads': on('/v1/patients/:id/reads', 'patient', { whose: 'family' }),
    'GET /v1/audit/reads': get(`/v1/audit/reads?facility=${facilityId}`),
    'GET /v1/audit/changes': get(`/v1/audit/changes?account=${people['national-admin']?.accountId}`),
    'GET /v1/audit/verifications': get('/v1/audit/verifications'),
  },
})
