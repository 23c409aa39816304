// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postFacilities = {
  name: { type: 'string', required: true, minLength: 1, maxLength: 200, pattern: '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$' },
  kinds: { type: 'array', required: true, minItems: 1, maxItems: 4, items: { type: 'string', enum: ['hospital', 'lab', 'pharmacy', 'vaccination-centre'] } },
  address: { type: 'string', required: true, minLength: 1, maxLength: 500, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  pin: { type: 'string', required: true, pattern: '^[1-9][0-9]{5}$' },
  latitude: { type: 'number', minimum: 6, maximum: 38 },
  longitude: { type: 'number', minimum: 68, maximum: 98 },
} as const
