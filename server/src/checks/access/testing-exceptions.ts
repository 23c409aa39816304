// What the table of powers does not say: which routes are open to all, and where an answer differs from it, and why.
import type { Asker } from '../../testing/access-rows.ts'
import type { Expected } from './testing-expectations.ts'

/** Open to everybody: they let somebody in, say what is known to all, or check what they are sent themselves. */
export const PUBLIC: readonly string[] = [
  'POST /v1/auth/register',
  'POST /v1/auth/otp',
  'POST /v1/auth/login',
  'POST /v1/auth/refresh',
  'POST /v1/auth/introspect',
  'GET /.well-known/jwks.json',
  'GET /v1/facilities',
  'GET /v1/facilities/:facilityId',
  'GET /v1/facilities/:facilityId/departments',
  'GET /v1/facilities/:facilityId/departments/:code',
  'GET /v1/chains',
  'GET /v1/chains/:chainId',
  'GET /v1/pins/:pin',
  'GET /v1/states',
  'GET /v1/states/:code/districts',
  'GET /v1/vaccination/availability',
  'GET /v1/vaccination/courses',
  'GET /v1/vaccination/vaccines',
  'GET /v1/vaccination/sessions/:sessionId',
  'POST /link/:workflowId/index-answer',
  'POST /v1/customers/token',
]

/** Open to everybody as well, but not part of the API: they have no operation in the OpenAPI document. */
export const NOT_DOCUMENTED: readonly string[] = [
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  'GET /dev/inbox',
  'GET /openapi.json',
  'GET /docs',
  'GET /docs/start.js',
  'GET /docs/scalar.js',
  'GET /docs/:module/openapi.json',
  'GET /problems',
  'GET /problems/:slug',
  'GET /*',
]

/** Powers that are used without looking at a record, and why nobody's scope is left out by that. */
export const ANYWHERE: Readonly<Record<string, string>> = {
  'patient.register': 'a patient who walks in belongs to no account and to no facility',
  'patient.match': 'people are sought in the whole country; whom two facts do not name is not shown',
  'patient.merge': 'the same person may be registered in two districts',
  'vaccine.register': 'the vaccines of the programme are the same everywhere',
  'chain.manage': 'a chain has facilities in many districts',
  'linkage.operate': 'outside systems link patients of the whole country',
  'system.watch': 'a process of the program belongs to no place',
}

interface Exception {
  readonly row: string
  /** Of these alone; of all where it is left out. */
  readonly askers?: readonly Asker[]
  /** What the table would say. */
  readonly instead: Expected
  readonly is: Expected
  readonly because: string
}

export const EXCEPTIONS: readonly Exception[] = [
  ...['session=', 'facility=&day=', 'facility=&reference='].map((query) => ({
    row: `GET /v1/vaccination/bookings?${query}`,
    instead: '404' as const,
    is: '403' as const,
    because: 'the ids of sessions and facilities are known to all; of a patient the same route hides that there is one',
  })),
  {
    row: 'PATCH /v1/facilities/:facilityId#chainId',
    askers: ['district-officer'],
    instead: 'ok',
    is: '403',
    because: 'to put a facility into a chain needs chain.manage as well: the chain reaches beyond the district',
  },
  {
    row: 'POST /v1/auth/workplace',
    askers: ['citizen', 'citizen elsewhere'],
    instead: 'ok',
    is: '404',
    because: 'they are appointed nowhere, so there is no workplace of theirs to choose',
  },
]
