// The answers that each write makes stale: they are no longer true after it. A new write needs a row here.
import type { Reading, Writing } from './client.ts'

const BOOKINGS = [
  'GET /v1/vaccination/bookings',
  'GET /v1/vaccination/bookings/{bookingId}',
  'GET /v1/vaccination/bookings/{bookingId}/readiness',
] as const
/** How many seats there are, and how many are free. */
const SEATS = [
  'GET /v1/vaccination/sessions',
  'GET /v1/vaccination/sessions/{sessionId}',
  'GET /v1/vaccination/availability',
  'GET /v1/vaccination/figures',
] as const
const STOCK = ['GET /v1/vaccination/stock', 'GET /v1/vaccination/stock/movements'] as const
const READINESS = ['GET /v1/vaccination/bookings/{bookingId}/readiness'] as const
const HISTORY = [
  'GET /v1/vaccination/historical-doses',
  'GET /v1/patients/{patientId}/doses',
  'GET /v1/patients/{patientId}/certificates',
  ...READINESS,
] as const
/** Reports of adverse events, also with the state of their dose. */
const REPORTS = [
  'GET /v1/vaccination/adverse-events',
  'GET /v1/vaccination/adverse-events/{adverseEventId}',
  'GET /v1/vaccination/bookings/{bookingId}/adverse-events',
  'GET /v1/patients/{patientId}/adverse-events',
  ...READINESS,
] as const
const DOSES = [
  ...BOOKINGS,
  ...SEATS,
  ...STOCK,
  ...REPORTS,
  'GET /v1/vaccination/observations',
  'GET /v1/patients/{patientId}/doses',
  'GET /v1/patients/{patientId}/certificates',
] as const
const DUPLICATES = [
  'GET /v1/patients/duplicates',
  'GET /v1/patients/duplicates/count',
  'GET /v1/patients/duplicates/{duplicateId}',
  'GET /v1/patients/{patientId}/mergers',
] as const
const CUSTOMERS = ['GET /v1/customers', 'GET /v1/customers/{customerId}'] as const
const WORKFLOWS = ['GET /v1/linkage/workflows', 'GET /v1/linkage/workflows/{workflowId}'] as const
const FACTORS = ['GET /v1/me/passkeys', 'GET /v1/me/second-factor'] as const
const OUTSIDE_ACCOUNTS = ['GET /v1/me/outside-accounts'] as const
/** The write changes no answer, or no page sends it. */
const NOTHING = [] as const

export const STALE: { readonly [Name in Writing]: readonly Reading[] } = {
  'POST /v1/facilities': ['GET /v1/facilities'],
  'PATCH /v1/facilities/{facilityId}': [
    'GET /v1/facilities',
    'GET /v1/facilities/{facilityId}',
    'GET /v1/vaccination/availability',
  ],
  'POST /v1/chains': ['GET /v1/chains'],
  'PATCH /v1/chains/{chainId}': ['GET /v1/chains', 'GET /v1/chains/{chainId}'],
  'POST /v1/facilities/{facilityId}/departments': ['GET /v1/facilities/{facilityId}/departments'],
  'PATCH /v1/facilities/{facilityId}/departments/{code}': [
    'GET /v1/facilities/{facilityId}/departments',
    'GET /v1/facilities/{facilityId}/departments/{code}',
  ],
  'POST /v1/patients': ['GET /v1/patients'],
  'POST /v1/patients/{patientId}/doses': HISTORY,
  'POST /v1/patients/{patientId}/doses/{doseId}/cancellation': HISTORY,
  'POST /v1/patients/{patientId}/presence-codes': NOTHING,
  'POST /v1/patients/registrations': NOTHING,
  'POST /v1/patients/match': NOTHING,
  'POST /v1/patients/{patientId}/merger': DUPLICATES,
  'POST /v1/patients/{patientId}/merger/cancellation': DUPLICATES,
  'POST /v1/patients/duplicates/{duplicateId}/dismissal': DUPLICATES,
  'POST /v1/patients/{patientId}/opening': NOTHING,
  'POST /v1/privacy/consents': ['GET /v1/privacy/consents'],
  'POST /v1/privacy/consents/{consentId}/withdrawal': ['GET /v1/privacy/consents'],
  'POST /v1/privacy/exports': ['GET /v1/privacy/exports'],
  // The person is signed out after it, and the browser forgets all answers.
  'POST /v1/privacy/closing': NOTHING,
  'POST /v1/auth/register': NOTHING,
  'POST /v1/auth/otp': NOTHING,
  'POST /v1/auth/login': NOTHING,
  'POST /v1/auth/refresh': NOTHING,
  'POST /v1/auth/logout': NOTHING,
  'POST /v1/auth/introspect': NOTHING,
  'POST /v1/auth/workplace': ['GET /v1/me', 'GET /v1/me/workplaces'],
  'POST /v1/auth/password/check': NOTHING,
  'POST /v1/auth/password/reset': NOTHING,
  'PUT /v1/me/password': ['GET /v1/me/sign-ins'],
  'PUT /v1/me/phone': ['GET /v1/me', 'GET /v1/me/offers'],
  'POST /v1/me/mail/code': NOTHING,
  'PUT /v1/me/mail': ['GET /v1/me'],
  'DELETE /v1/me/mail': ['GET /v1/me'],
  'POST /v1/auth/oidc': NOTHING,
  'POST /v1/me/outside-accounts': OUTSIDE_ACCOUNTS,
  'DELETE /v1/me/outside-accounts/{outsideAccountId}': OUTSIDE_ACCOUNTS,
  'POST /v1/me/passkeys/challenge': NOTHING,
  'POST /v1/me/passkeys': FACTORS,
  'DELETE /v1/me/passkeys/{passkeyId}': FACTORS,
  'POST /v1/auth/passkey/challenge': NOTHING,
  'POST /v1/auth/passkey': NOTHING,
  'POST /v1/me/authenticator/setup': NOTHING,
  'PUT /v1/me/authenticator': FACTORS,
  'DELETE /v1/me/authenticator': FACTORS,
  'POST /v1/me/recovery-codes': FACTORS,
  'POST /v1/auth/second-factor': FACTORS,
  'POST /v1/auth/second-factor/challenge': NOTHING,
  'POST /v1/auth/second-factor/passkey': FACTORS,
  'PUT /v1/staff/second-factor': ['GET /v1/staff/second-factor', 'GET /v1/staff'],
  'POST /v1/staff/{accountId}/second-factor/reset': NOTHING,
  'DELETE /v1/me/sign-ins': ['GET /v1/me/sign-ins'],
  'DELETE /v1/me/sign-ins/{signInId}': ['GET /v1/me/sign-ins'],
  'POST /v1/me/offers/{offerId}/acceptance': ['GET /v1/me/offers', 'GET /v1/me/workplaces'],
  'POST /v1/me/offers/{offerId}/refusal': ['GET /v1/me/offers'],
  'POST /v1/staff': ['GET /v1/staff/offers'],
  'POST /v1/staff/offers/{offerId}/withdrawal': ['GET /v1/staff/offers'],
  'POST /v1/staff/{accountId}/deactivation': ['GET /v1/staff'],
  'POST /v1/vaccination/courses': ['GET /v1/vaccination/courses'],
  'POST /v1/vaccination/vaccines': ['GET /v1/vaccination/vaccines'],
  'POST /v1/vaccination/stock': [...STOCK, ...READINESS],
  'POST /v1/vaccination/stock/lots/quarantine': [...STOCK, ...READINESS],
  'POST /v1/vaccination/stock/lots/recall': [...STOCK, ...READINESS],
  'POST /v1/vaccination/stock/lots/release': [...STOCK, ...READINESS],
  'POST /v1/vaccination/sessions': [...SEATS, ...STOCK],
  'PATCH /v1/vaccination/sessions/{sessionId}': [...SEATS, ...STOCK, ...BOOKINGS],
  'POST /v1/vaccination/sessions/{sessionId}/closure': [...SEATS, ...STOCK, ...BOOKINGS],
  'POST /v1/vaccination/sessions/{sessionId}/closure/cancellation': [...SEATS, ...STOCK],
  'POST /v1/vaccination/bookings': [...BOOKINGS, ...SEATS],
  'POST /v1/vaccination/sessions/{sessionId}/walk-ins': [...BOOKINGS, ...SEATS],
  'POST /v1/vaccination/bookings/{bookingId}/arrival': BOOKINGS,
  'POST /v1/vaccination/bookings/{bookingId}/arrival/cancellation': BOOKINGS,
  'POST /v1/vaccination/bookings/{bookingId}/cancellation': [...BOOKINGS, ...SEATS],
  'POST /v1/vaccination/bookings/{bookingId}/rescheduling': [...BOOKINGS, ...SEATS],
  'POST /v1/vaccination/bookings/{bookingId}/absence': [...BOOKINGS, ...SEATS, ...STOCK],
  'POST /v1/vaccination/bookings/{bookingId}/absence/cancellation': [...BOOKINGS, ...SEATS, ...STOCK],
  'POST /v1/vaccination/bookings/{bookingId}/completion/cancellation': DOSES,
  'POST /v1/vaccination/bookings/{bookingId}/completion': DOSES,
  'POST /v1/vaccination/bookings/{bookingId}/adverse-events': REPORTS,
  'POST /v1/vaccination/adverse-events/{adverseEventId}/versions': REPORTS,
  'POST /v1/vaccination/adverse-events/{adverseEventId}/cancellation': REPORTS,
  'PUT /v1/notifications/preferences': ['GET /v1/notifications/preferences'],
  'POST /v1/notifications/inbox/{messageId}/reading': ['GET /v1/notifications/inbox'],
  'POST /link': NOTHING,
  'POST /link/batch': NOTHING,
  'POST /link/{workflowId}/choice': NOTHING,
  'POST /patient/{patientId}/delink': NOTHING,
  'POST /v1/customers': CUSTOMERS,
  'PATCH /v1/customers/{customerId}': CUSTOMERS,
  'POST /v1/customers/{customerId}/revocation': CUSTOMERS,
  'POST /v1/customers/{customerId}/secret': CUSTOMERS,
  'POST /v1/customers/{customerId}/webhook-secret': CUSTOMERS,
  'POST /v1/customers/token': NOTHING,
  'POST /v1/linkage/deliveries/{deliveryId}/replay': [
    'GET /v1/customers/{customerId}/deliveries',
    'GET /v1/linkage/workflows/{workflowId}',
  ],
  'POST /v1/linkage/workflows/{workflowId}/stop': [...WORKFLOWS, 'GET /v1/linkage/stuck'],
  'POST /v1/linkage/workflows/{workflowId}/restart': [...WORKFLOWS, 'GET /v1/linkage/stuck'],
  'POST /v1/linkage/reviews/{workflowId}/choice': [...WORKFLOWS, 'GET /v1/linkage/reviews'],
}
