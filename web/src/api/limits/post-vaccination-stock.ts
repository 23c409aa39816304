// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postVaccinationStock = {
  facilityId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  vaccine: { type: 'string', required: true, pattern: '^[A-Z0-9][A-Z0-9 -]{1,29}$' },
  lot: { type: 'string', required: true, minLength: 1, maxLength: 40, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  quantity: { type: 'integer', required: true, minimum: -1000000, maximum: 1000000 },
  expiresOn: { type: 'string', format: 'date' },
  expectedOnHand: { type: 'integer', minimum: 0, maximum: 2147483647 },
  reason: { type: 'string', enum: ['received', 'wasted', 'corrected'] },
} as const
