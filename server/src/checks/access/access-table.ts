// Who may do what: each route of the program, and what it answers to each kind of person who asks.

/**
 * `ok` is a 2xx answer. `403` tells that one may not; `404` as if there were no such thing, where its existence is
 * nobody else's business. A route whose answer depends on a query stands here once for each.
 *
 * The records belong to the citizen `own`, and to one vaccination centre and its district.
 * - `non`: nobody is signed in: without a token, with an expired one, with a revoked one;
 * - `own`, `oth`: the citizen whose record it is, and another;
 * - `doc rec pha lab vac adm`: doctor, reception, pharmacist, lab-technician, vaccinator, centre-admin of the centre;
 * - `va2 ad2`: vaccinator and centre-admin of another centre in the same district;
 * - `of1 of2`: district-officer of the district, and of another;
 * - `nat cli`: national-admin, and an outside system that was onboarded as a customer. Where a route looks for the
 *   token of a customer, all others are told that theirs is none: 401.
 */
const TABLE = `
identity                                              non own oth  doc rec pha lab vac adm  va2 ad2  of1 of2  nat cli
POST /v1/auth/register                                 ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
POST /v1/auth/otp                                      ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
POST /v1/auth/login                                    ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
POST /v1/auth/refresh                                  ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
POST /v1/auth/introspect                               ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
POST /v1/auth/logout                                  401  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok 403
GET  /v1/me                                           401  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok 403
GET  /v1/staff                                        401 403 403  403 403 403 403 403  ok  403  ok   ok  ok   ok 403
GET  /v1/staff?facility=                              401 403 403  403 403 403 403 403  ok  403 403   ok 403   ok 403
POST /v1/staff                                        401 403 403  403 403 403 403 403  ok  403 403   ok 403   ok 403
POST /v1/staff/:accountId/deactivation                401 403 403  403 403 403 403 403  ok  403 404   ok 404   ok 403
GET  /.well-known/jwks.json                            ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok

patients                                              non own oth  doc rec pha lab vac adm  va2 ad2  of1 of2  nat cli
POST /v1/patients                                     401  ok  ok  403 403 403 403 403 403  403 403  403 403  403 403
GET  /v1/patients                                     401  ok  ok  403 403 403 403 403 403  403 403  403 403  403 403
GET  /v1/patients/:patientId                          401  ok 404  403 403 403 403 403 403  403 403  403 403  403 403
POST /v1/patients/registrations                       401 403 403  403  ok 403 403  ok  ok   ok  ok  403 403   ok 403
POST /v1/patients/match                               401 403 403   ok  ok 403 403 403  ok  403  ok  403 403   ok 403
POST /v1/patients/:patientId/merger                   401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
POST /v1/patients/:patientId/merger/cancellation      401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
GET  /v1/patients/:patientId/mergers                  401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
GET  /v1/patients/duplicates                          401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
GET  /v1/patients/duplicates/:duplicateId             401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
POST /v1/patients/duplicates/:duplicateId/dismissal   401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403

facilities                                            non own oth  doc rec pha lab vac adm  va2 ad2  of1 of2  nat cli
GET  /v1/facilities                                    ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
GET  /v1/facilities/:facilityId                        ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
POST /v1/facilities                                   401 403 403  403 403 403 403 403 403  403 403   ok 403   ok 403
PATCH /v1/facilities/:facilityId                      401 403 403  403 403 403 403 403 403  403 403   ok 403   ok 403
GET  /v1/pins/:pin                                     ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
GET  /v1/states                                        ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
GET  /v1/states/:code/districts                        ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok

vaccination                                           non own oth  doc rec pha lab vac adm  va2 ad2  of1 of2  nat cli
GET  /v1/vaccination/availability                      ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
GET  /v1/vaccination/vaccines                          ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
POST /v1/vaccination/vaccines                         401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
GET  /v1/vaccination/figures                          401 403 403  403 403 403 403 403 403  403 403   ok  ok   ok 403
GET  /v1/vaccination/figures?district=                401 403 403  403 403 403 403 403 403  403 403   ok 403   ok 403
GET  /v1/vaccination/stock                            401 403 403  403 403  ok 403  ok  ok  403 403   ok 403   ok 403
GET  /v1/vaccination/stock/movements                  401 403 403  403 403  ok 403  ok  ok  403 403   ok 403   ok 403
POST /v1/vaccination/stock                            401 403 403  403 403  ok 403 403  ok  403 403   ok 403   ok 403
POST /v1/vaccination/sessions                         401 403 403  403 403 403 403 403  ok  403 403   ok 403   ok 403
GET  /v1/vaccination/sessions                         401 403 403  403 403 403 403  ok  ok  403 403   ok 403   ok 403
GET  /v1/vaccination/sessions/:sessionId               ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
PATCH /v1/vaccination/sessions/:sessionId             401 403 403  403 403 403 403 403  ok  403 403   ok 403   ok 403
POST /v1/vaccination/sessions/:sessionId/closure      401 403 403  403 403 403 403 403  ok  403 403   ok 403   ok 403
POST /v1/vaccination/sessions/:sessionId/walk-ins     401 403 403  403 403 403 403  ok  ok  403 403  403 403  403 403
POST /v1/vaccination/bookings                         401  ok 404  403 403 403 403 403 403  403 403  403 403  403 403
GET  /v1/vaccination/bookings?patient=                401  ok 404  403 403 403 403 404 404  404 404  404 404   ok 403
GET  /v1/vaccination/bookings?session=                401 403 403  403 403 403 403  ok  ok  403 403   ok 403   ok 403
GET  /v1/vaccination/bookings?facility=&day=          401 403 403  403 403 403 403  ok  ok  403 403   ok 403   ok 403
GET  /v1/vaccination/bookings?facility=&reference=    401 403 403  403 403 403 403  ok  ok  403 403   ok 403   ok 403
GET  /v1/vaccination/bookings/:bookingId/readiness    401 403 403  403 403 403 403  ok  ok  404 404  403 403  403 403
GET  /v1/vaccination/bookings/:bookingId              401  ok 404  403 403 403 403  ok  ok  404 404   ok 404   ok 403
POST /v1/vaccination/bookings/:bookingId/cancellation 401  ok 404  403 403 403 403  ok  ok  404 404   ok 404   ok 403
POST /v1/vaccination/bookings/:bookingId/rescheduling 401  ok 404  403 403 403 403  ok  ok  404 404   ok 404   ok 403
POST /v1/vaccination/bookings/:bookingId/arrival      401 403 403  403 403 403 403  ok  ok  404 404  403 403  403 403
POST /v1/vaccination/bookings/:bookingId/arrival/cancellation 401 403 403 403 403 403 403 ok ok 404 404 403 403 403 403
POST /v1/vaccination/bookings/:bookingId/absence      401 403 403  403 403 403 403  ok  ok  404 404  403 403  403 403
POST /v1/vaccination/bookings/:bookingId/completion   401 403 403  403 403 403 403  ok  ok  404 404  403 403  403 403
GET  /v1/patients/:patientId/doses                    401  ok 404  403 403 403 403 403 403  403 403  403 403  403 403

linkage                                               non own oth  doc rec pha lab vac adm  va2 ad2  of1 of2  nat cli
POST /link                                            401 401 401  401 401 401 401 401 401  401 401  401 401  401  ok
POST /link/batch                                      401 401 401  401 401 401 401 401 401  401 401  401 401  401  ok
GET  /link/status/:workflowId                         401 401 401  401 401 401 401 401 401  401 401  401 401  401  ok
POST /link/:workflowId/choice                         401 401 401  401 401 401 401 401 401  401 401  401 401  401  ok
POST /link/:workflowId/index-answer                    ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
GET  /patient/:patientId                              401 401 401  401 401 401 401 401 401  401 401  401 401  401  ok
POST /patient/:patientId/delink                       401 401 401  401 401 401 401 401 401  401 401  401 401  401  ok
POST /v1/customers                                    401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
GET  /v1/customers                                    401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
POST /v1/customers/token                               ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
GET  /v1/customers/:customerId                        401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
PATCH /v1/customers/:customerId                       401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
POST /v1/customers/:customerId/revocation             401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
POST /v1/customers/:customerId/secret                 401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
POST /v1/customers/:customerId/webhook-secret         401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
GET  /v1/customers/:customerId/deliveries             401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
POST /v1/linkage/deliveries/:deliveryId/replay        401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
GET  /v1/linkage/reviews                              401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
GET  /v1/linkage/reviews/:workflowId                  401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
POST /v1/linkage/reviews/:workflowId/choice           401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
GET  /v1/linkage/stuck                                401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
GET  /v1/linkage/workflows                            401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
GET  /v1/linkage/workflows/:workflowId                401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
POST /v1/linkage/workflows/:workflowId/stop           401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403

platform                                              non own oth  doc rec pha lab vac adm  va2 ad2  of1 of2  nat cli
GET  /health/live                                      ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
GET  /health/ready                                     ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
GET  /metrics                                          ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
GET  /v1/metrics                                      401 403 403  403 403 403 403 403 403  403 403  403 403   ok 403
GET  /dev/inbox                                        ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
GET  /openapi.json                                     ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
GET  /docs                                             ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
GET  /docs/start.js                                    ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
GET  /docs/scalar.js                                   ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
GET  /docs/:module/openapi.json                        ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
GET  /problems                                         ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
GET  /problems/:slug                                   ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
GET  /*                                                ok  ok  ok   ok  ok  ok  ok  ok  ok   ok  ok   ok  ok   ok  ok
`

/** Ids that everybody can read anyway, of facilities and sessions: only for these may 403 tell that there is one. */
export const PUBLIC_IDS: readonly string[] = [
  'PATCH /v1/facilities/:facilityId',
  'GET /v1/staff?facility=',
  'POST /v1/staff',
  'GET /v1/vaccination/figures?district=',
  'GET /v1/vaccination/stock',
  'GET /v1/vaccination/stock/movements',
  'POST /v1/vaccination/stock',
  'POST /v1/vaccination/sessions',
  'GET /v1/vaccination/sessions',
  'PATCH /v1/vaccination/sessions/:sessionId',
  'POST /v1/vaccination/sessions/:sessionId/closure',
  'POST /v1/vaccination/sessions/:sessionId/walk-ins',
  'GET /v1/vaccination/bookings?session=',
  'GET /v1/vaccination/bookings?facility=&day=',
  'GET /v1/vaccination/bookings?facility=&reference=',
]

/** Routes that are not part of the API: they have no operation in the OpenAPI document. */
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

export const COLUMNS = [
  ...['non', 'own', 'oth', 'doc', 'rec', 'pha', 'lab', 'vac', 'adm'],
  ...['va2', 'ad2', 'of1', 'of2', 'nat', 'cli'],
] as const
export type Column = (typeof COLUMNS)[number]
export type Expected = 'ok' | '401' | '403' | '404'

export interface Row {
  /** As it stands in the table: `GET /v1/vaccination/bookings?patient=`. */
  readonly name: string
  /** The route alone: `GET /v1/vaccination/bookings`. */
  readonly route: string
  readonly module: string
  readonly cells: Readonly<Record<Column, Expected>>
}

/** Reads the table; throws where a line does not have one known cell for each column. */
export function readTable(): Row[] {
  let module = ''
  return TABLE.split('\n').flatMap((line) => {
    const [method, address, ...cells] = line.trim().split(/\s+/)
    if (method && address === COLUMNS[0]) module = method
    if (!method || !address?.startsWith('/')) return []
    if (cells.length !== COLUMNS.length || cells.some((cell) => !/^(ok|401|403|404)$/.test(cell))) {
      throw new Error(`The row of ${method} ${address} needs ${COLUMNS.length} cells of ok, 401, 403 and 404`)
    }
    const entries = COLUMNS.map((column, index) => [column, cells[index]])
    const name = `${method} ${address}`
    return [{ name, module, route: name.replace(/\?.*/, ''), cells: Object.fromEntries(entries) as Row['cells'] }]
  })
}

/** The modules of the table, and the platform, in its order: a sweep is cut by them. */
export const MODULES: readonly string[] = [...new Set(readTable().map(({ module }) => module))]
