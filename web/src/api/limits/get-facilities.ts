// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const getFacilities = {
  pin: { type: 'string', pattern: '^[1-9][0-9]{5}$' },
  district: { type: 'integer', minimum: 101, maximum: 9999 },
  state: { type: 'string', pattern: '^[A-Z]{2}$' },
  kind: { type: 'string', enum: ['hospital', 'lab', 'pharmacy', 'vaccination-centre'] },
  chain: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  near: { type: 'string', pattern: '^-?[0-9]{1,2}(\\.[0-9]{1,9})?,-?[0-9]{1,3}(\\.[0-9]{1,9})?$' },
  radiusKm: { type: 'number', maximum: 200, exclusiveMinimum: 0 },
  q: { type: 'string', minLength: 1, maxLength: 100, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  isActive: { type: 'boolean' },
  limit: { type: 'integer', minimum: 1, maximum: 100 },
  cursor: { type: 'string', maxLength: 300, pattern: '^[A-Za-z0-9_-]+$' },
} as const
