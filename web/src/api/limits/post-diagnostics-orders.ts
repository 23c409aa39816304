// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postDiagnosticsOrders = {
  patientId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  labFacilityId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  tests: { type: 'array', required: true, minItems: 1, maxItems: 30, items: { type: 'string', pattern: '^[A-Z0-9]([A-Z0-9-]{0,28}[A-Z0-9])?$' } },
  priority: { type: 'string', required: true, enum: ['routine', 'urgent', 'stat'] },
  reason: { type: 'string', minLength: 1, maxLength: 500, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  visitId: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  confirmed: { type: 'boolean' },
  kind: { type: 'string', enum: ['reference', 'document', 'registration', 'code'] },
  reference: { type: 'string', minLength: 1, maxLength: 12, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  document: { type: 'string', enum: ['aadhaar', 'voter-id', 'driving-licence', 'passport', 'ration-card', 'pan', 'birth-certificate', 'school-id', 'other'] },
  last4: { type: 'string', pattern: '^[0-9A-Z]{1,4}$' },
  code: { type: 'string', pattern: '^([0-9]{6}|[0-9]{10})$' },
} as const
