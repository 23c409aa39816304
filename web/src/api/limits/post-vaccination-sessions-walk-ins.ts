// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postVaccinationSessionsWalkIns = {
  sessionId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  patientId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  window: { type: 'string', required: true, pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$' },
  kind: { type: 'string', required: true, enum: ['reference', 'document', 'registration'] },
  reference: { type: 'string', minLength: 1, maxLength: 12, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  document: { type: 'string', enum: ['aadhaar', 'voter-id', 'driving-licence', 'passport', 'ration-card', 'pan', 'birth-certificate', 'school-id', 'other'] },
  last4: { type: 'string', pattern: '^[0-9A-Z]{1,4}$' },
} as const
