// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postDocuments = {
  patientId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  kind: { type: 'string', required: true, enum: ['prescription', 'lab-report', 'imaging', 'history', 'discharge', 'bill', 'consent', 'other'] },
  title: { type: 'string', required: true, minLength: 1, maxLength: 200, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  sizeBytes: { type: 'integer', required: true, minimum: 1, maximum: 1000000000000000 },
  mediaType: { type: 'string', required: true, minLength: 1, maxLength: 100 },
  sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
  replaces: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
} as const
