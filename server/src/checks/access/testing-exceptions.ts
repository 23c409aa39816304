// Lists what the table of powers does not say: the public routes, and the answers that differ from it, with reasons.
import type { Asker } from '../../testing/access-rows.ts'
import type { Expected } from './testing-expectations.ts'

/** Routes open to everybody: they sign people in, give public facts, or check the input themselves. */
export const PUBLIC: readonly string[] = [
  'POST /v1/auth/register',
  'POST /v1/auth/otp',
  'POST /v1/auth/password/check',
  'POST /v1/auth/password/reset',
  'POST /v1/auth/login',
  'POST /v1/auth/passkey/challenge',
  'POST /v1/auth/passkey',
  'GET /v1/auth/oidc',
  'GET /v1/auth/oidc/start',
  'GET /v1/auth/oidc/callback',
  'POST /v1/auth/oidc',
  'POST /v1/auth/refresh',
  'POST /v1/auth/introspect',
  'GET /.well-known/jwks.json',
  'GET /v1/facilities',
  'GET /v1/facilities/:facilityId',
  'GET /v1/facilities/:facilityId/departments',
  'GET /v1/facilities/:facilityId/departments/:code',
  'GET /v1/chains',
  'GET /v1/chains/:chainId',
  'GET /v1/facilities/:facilityId/closures',
  'GET /v1/doctors',
  'GET /v1/doctors/:doctorId',
  'GET /v1/appointments/slots',
  'GET /v1/appointments/boards/:facilityId',
  'GET /v1/appointments/places/:link',
  'GET /v1/appointments/offers/:link',
  'POST /v1/appointments/offers/:link/acceptance',
  'POST /v1/appointments/offers/:link/refusal',
  'GET /v1/billing/prices',
  'GET /v1/billing/tax-codes',
  'GET /v1/diagnostics/tests',
  'GET /v1/diagnostics/tests/:code',
  'POST /v1/billing/upi-callbacks/:facilityId',
  'GET /v1/pins/:pin',
  'GET /v1/states',
  'GET /v1/states/:code/districts',
  'GET /v1/vaccination/availability',
  'GET /v1/vaccination/availability/places',
  'GET /v1/vaccination/courses',
  'GET /v1/vaccination/vaccines',
  'GET /v1/vaccination/sessions/:sessionId',
  'GET /v1/vaccination/cards/.well-known/jwks.json',
  'GET /v1/vaccination/cards/.well-known/crl/:list',
  'POST /link/:workflowId/index-answer',
  'POST /v1/customers/token',
  'GET /v1/operator',
  'GET /v1/privacy/kept',
  'POST /v1/notifications/receipts/:channel',
]

/** Further routes open to everybody. They are not part of the API, so the OpenAPI document does not have them. */
export const NOT_DOCUMENTED: readonly string[] = [
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  'GET /dev/inbox',
  'GET /dev/look',
  'GET /dev/look/staff',
  'GET /openapi.json',
  'GET /docs',
  'GET /docs/start.js',
  'GET /docs/scalar.js',
  'GET /docs/:module/openapi.json',
  'GET /problems',
  'GET /problems/:slug',
  'GET /*',
]

/** Powers that routes use without checking a record, with the reason why no check is needed. */
export const ANYWHERE: Readonly<Record<string, string>> = {
  'catalogue.manage': 'the tests of laboratories are the same everywhere',
  'item.manage': 'items are the same for the whole country',
  'item.read': 'items are the same for the whole country',
  'recall.read': 'a recall says which lot is bad; of its stores the answer has only those that the reader reaches',
  'patient.register': 'a patient who walks in belongs to no account and to no facility',
  'patient.match': 'the search covers the whole country, and shows only people whom two facts name',
  'patient.open': 'who treats somebody may meet them anywhere; the reason is kept as an emergency read',
  'emergency.declare': 'in an emergency the patient may be anybody; patient and hospital see who did it, and why',
  'patient.merge': 'the same person may be registered in two districts',
  'vaccine.register': 'the vaccines of the programme are the same everywhere',
  'second-factor.demand': 'a role is the same in the whole country',
  'chain.manage': 'a chain has facilities in many districts',
  'linkage.operate': 'outside systems link patients of the whole country',
  'changes.search': 'an auditor follows an account or a patient through the whole country',
  'trail.watch': 'the trail is one for the whole country',
  'system.watch': 'a process of the program belongs to no place',
}

/** Powers that open no route: a handler asks for them in addition to the power of its route, with the reason. */
export const IN_ADDITION: Readonly<Record<string, string>> = {
  'schedule.arrange': 'doctors keep only their own hours; only this power keeps the hours of others in the hospital',
  'laboratory.work': 'a laboratory sees its own orders and drafts; nurses collect, doctors authorise, and see neither',
  'visit-reason.read': 'reception sees appointments, and not why people come',
  'document.dispense': 'only who dispenses reads prescriptions of who is at the facility',
  'document.oversee':
    'staff withdraw what they brought, for a day; only this power withdraws the others of the facility',
  'visit.nurse': 'nurses care for whoever is at their hospital, doctors for their own patients',
  'bill.all': 'who has it sees all bills of the facility; without it, only those of bill.dispenses or bill.tests',
  'bill.dispenses': 'a pharmacist sees only bills of what was dispensed',
  'bill.tests': 'a laboratory sees only bills of what was tested',
  'credit.sign': 'a cashier writes credit notes up to the limit of the issuer; only this power writes larger ones',
  'refund.sign': 'money goes back as it came; only this power gives cash for what was paid otherwise',
  'dose.undo': 'who may give a dose may undo the own one on the same day; only this power undoes the others',
}

/** Routes that take two records and do not use `permitTarget`, with the reason. A move must never stand here. */
export const SECOND_RECORDS: Readonly<Record<string, string>> = {
  'POST /v1/inventory/transfers': 'who keeps one of the two stores may ask; the other must be of the same chain',
  'PUT /v1/inventory/stores/:storeId/counts/:countId/lines': 'the count must be one of this store',
  'POST /v1/inventory/stores/:storeId/counts/:countId/posting': 'the count must be one of this store',
  'POST /v1/inventory/stores/:storeId/counts/:countId/dropping': 'the count must be one of this store',
  'POST /v1/billing/charges': 'the facility is checked: whoever comes to its counter may live anywhere',
  'POST /v1/billing/advances': 'the facility is checked: whoever comes to its counter may live anywhere',
  'POST /v1/billing/refunds': 'only an administrator names a drawer, and it must be of this facility',
  'POST /v1/billing/invoices/:invoiceId/payments': 'the advance must be one of the patient of the invoice',
  'POST /v1/diagnostics/orders': 'care or presence is proven for the patient, who may choose any laboratory',
  'POST /v1/doctors': 'the account must be that of a doctor of this facility',
  'PUT /v1/doctors/:doctorId/practices/:facilityId': 'the facility is checked: it may take any doctor on',
  'PUT /v1/doctors/:doctorId/practices/:facilityId/templates': 'the facility is checked, and the practice is there',
  'POST /v1/doctors/:doctorId/exceptions': 'the facility is checked when it is named, and the doctor practises there',
  'POST /v1/doctors/:doctorId/exceptions/:exceptionId/cancellation': 'the exception must be one of this doctor',
  'POST /v1/appointments/holds':
    'a family may choose any hospital; staff reach the slot, and treat everybody who comes',
  'POST /v1/appointments': 'a family may choose any hospital; staff reach the slot, and treat everybody who comes',
  'POST /v1/appointments/walk-ins': 'the queue is checked: whoever comes to the hospital may live anywhere',
  'POST /v1/appointments/queues': 'the facility is checked, and the doctor practises there',
  'POST /v1/appointments/queues/:queueId/calls': 'the token must be one of this queue',
  'POST /v1/dispenses': 'the store is checked: the prescription was signed at its facility or shown there',
  'POST /v1/documents': 'the document that is replaced must be one of this patient',
  'POST /v1/documents/grants': 'a family may let any hospital, doctor or person read its documents',
  'POST /v1/visits': 'the hospital is checked: it may see anybody who comes, and the doctor must be verified',
  'POST /v1/visits/:visitId/vitals': 'values that are corrected must be of this visit',
  'PUT /v1/patients/:patientId/grants/:facilityId': 'a family may let any hospital read its visits',
  'DELETE /v1/patients/:patientId/grants/:facilityId': 'the grant must be one of this patient',
  'POST /v1/patients/:patientId/allergies/:allergyId/refutation': 'the entry must be one of this patient',
  'POST /v1/patients/:patientId/problems/:problemId/refutation': 'the entry must be one of this patient',
  'POST /v1/appointments/waiting': 'a family may wait at any hospital; staff reach the hospital, and serve everybody',
  'POST /v1/appointments/leave-previews': 'the facility is checked, and the doctor practises there or asks',
  'POST /v1/appointments/hours-previews': 'the facility is checked, and the doctor practises there or asks',
  'POST /v1/patients/:patientId/merger': 'only a national administrator merges, in the whole country',
  'POST /v1/staff': 'facility and chain are two ways to name one place, which mayAppoint checks with the roles',
  'POST /v1/staff/:accountId/deactivation': 'both name one appointment, and its place is checked',
  'POST /v1/patients/:patientId/doses/:doseId/cancellation': 'the dose must be one of this patient',
  'POST /v1/vaccination/sessions/:sessionId/walk-ins': 'the patient is proven to be present, wherever they live',
}

interface Exception {
  readonly row: string
  /** Whom the exception concerns; everybody when it is left out. */
  readonly askers?: readonly Asker[]
  /** The answer that follows from the table. */
  readonly instead: Expected
  readonly is: Expected
  readonly because: string
}

export const EXCEPTIONS: readonly Exception[] = [
  ...['session=', 'facility=&day=', 'facility=&reference='].map((query) => ({
    row: `GET /v1/vaccination/bookings?${query}`,
    instead: '404' as const,
    is: '403' as const,
    because: 'everybody knows the ids of sessions and facilities; for a patient the same route hides that one exists',
  })),
  {
    row: 'GET /v1/billing/charges?facility=',
    instead: '404',
    is: '403',
    because: 'everybody knows the ids of facilities; for a patient the same route hides that a charge exists',
  },
  ...['invoices', 'advances'].map((list) => ({
    row: `GET /v1/billing/${list}?facility=`,
    instead: '404' as const,
    is: '403' as const,
    because: 'everybody knows the ids of facilities; for a patient the same route hides that a bill exists',
  })),
  {
    row: 'GET /v1/billing/advances?facility=',
    askers: ['pharmacist', 'lab-technician'],
    instead: 'ok',
    is: '403',
    because: 'an advance belongs to no dispense and no test, so only who sees all bills sees it',
  },
  ...[
    ...['GET /v1/billing/charges?patient=', 'GET /v1/billing/invoices?patient=', 'POST /v1/billing/invoices'],
    ...['GET /v1/billing/invoices/:invoiceId', 'POST /v1/billing/invoices/preview'],
    ...['POST /v1/billing/invoices/:invoiceId/payments', 'GET /v1/billing/invoices/:invoiceId/print'],
    ...['GET /v1/billing/payments/:paymentId/print', 'GET /v1/billing/credit-notes/:creditNoteId/print'],
  ].map((name) => ({
    row: name,
    askers: ['pharmacist' as const, 'lab-technician' as const],
    instead: 'ok' as const,
    is: '404' as const,
    because: 'a pharmacist sees only bills of what was dispensed, a laboratory of what was tested',
  })),
  {
    row: 'GET /v1/prescriptions?facility=',
    askers: ['doctor', 'nurse'],
    instead: 'ok',
    is: '404',
    because: 'only pharmacists see what is open at a facility; doctors and nurses read by patient, as care allows',
  },
  {
    row: 'GET /v1/prescriptions?patient=',
    askers: ['nurse', 'pharmacist'],
    instead: 'ok',
    is: '404',
    because: 'a nurse reads those of a visit, and a pharmacist those that are open there, one at a time',
  },
  {
    row: 'PATCH /v1/facilities/:facilityId#chainId',
    askers: ['district-officer'],
    instead: 'ok',
    is: '403',
    because: 'putting a facility into a chain also needs chain.manage, because a chain reaches beyond the district',
  },
  ...['completion', 'absence'].map((end) => ({
    row: `POST /v1/vaccination/bookings/:bookingId/${end}/cancellation`,
    askers: ['vaccinator' as const],
    instead: 'ok' as const,
    is: '403' as const,
    because: 'without dose.undo, people undo only what they recorded themselves; the administrator recorded this',
  })),
  {
    row: 'POST /v1/diagnostics/orders',
    askers: ['doctor elsewhere'],
    instead: 'ok',
    is: '404',
    because: 'a doctor orders only for patients in care; the reception anywhere sees who stands at its counter',
  },
  ...['orders', 'courses'].map((list) => ({
    row: `GET /v1/diagnostics/${list}`,
    askers: ['lab-technician' as const],
    instead: 'ok' as const,
    is: '404' as const,
    because: 'a laboratory reads its own orders, and not all that were ever written for a patient',
  })),
  ...['authorisation', 'correction'].map((act) => ({
    row: `POST /v1/diagnostics/orders/:orderId/lines/:line/${act}`,
    askers: ['doctor' as const],
    instead: 'ok' as const,
    is: '403' as const,
    because: 'only doctors of pathology and radiology answer for results; this one is of another field',
  })),
  {
    row: 'GET /v1/diagnostics/criticals?lab=',
    askers: ['doctor'],
    instead: 'ok',
    is: '403',
    because: 'doctors see what was ordered at their hospital, not all that its laboratory does for others',
  },
  {
    row: 'POST /v1/auth/workplace',
    askers: ['citizen', 'citizen elsewhere'],
    instead: 'ok',
    is: '404',
    because: 'citizens have no appointment, so they have no workplace to choose',
  },
]
