// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postDocumentsGrants = {
  patientId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  documentId: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  kinds: { type: 'array', minItems: 1, maxItems: 8, items: { type: 'string', enum: ['prescription', 'lab-report', 'imaging', 'history', 'discharge', 'bill', 'consent', 'other'] } },
  toPhone: { type: 'string', pattern: '^(\\+91)?[6-9][0-9]{9}$' },
  toFacilityId: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  toDoctorId: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  untilOn: { type: 'string', required: true, format: 'date' },
  purpose: { type: 'string', required: true, minLength: 1, maxLength: 200, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
} as const
