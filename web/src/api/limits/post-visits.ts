// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postVisits = {
  appointmentId: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  facilityId: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  doctorId: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  patientId: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  kind: { type: 'string', enum: ['reference', 'document', 'registration', 'code'] },
  reference: { type: 'string', minLength: 1, maxLength: 12, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  document: { type: 'string', enum: ['aadhaar', 'voter-id', 'driving-licence', 'passport', 'ration-card', 'pan', 'birth-certificate', 'school-id', 'other'] },
  last4: { type: 'string', pattern: '^[0-9A-Z]{1,4}$' },
  code: { type: 'string', pattern: '^([0-9]{6}|[0-9]{10})$' },
} as const
