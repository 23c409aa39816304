// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const patchFacilitiesByFacilityId = {
  facilityId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  name: { type: 'string', minLength: 1, maxLength: 200, pattern: '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$' },
  kinds: { type: 'array', minItems: 1, maxItems: 4, items: { type: 'string', enum: ['hospital', 'lab', 'pharmacy', 'vaccination-centre'] } },
  address: { type: 'string', minLength: 1, maxLength: 500, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  pin: { type: 'string', pattern: '^[1-9][0-9]{5}$' },
  latitude: { type: 'number', minimum: 6, maximum: 38 },
  longitude: { type: 'number', minimum: 68, maximum: 98 },
  isActive: { type: 'boolean' },
  chainId: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
} as const
