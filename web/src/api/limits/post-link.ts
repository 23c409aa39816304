// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postLink = {
  id: { type: 'string', required: true, pattern: '^[A-Za-z0-9][A-Za-z0-9._:@~-]{0,63}$' },
  full_name: { type: 'string', required: true, minLength: 1, maxLength: 120, pattern: '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$' },
  dob: { type: 'string', pattern: '^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9:.]{8,18}(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?$' },
  gender: { type: 'string', enum: ['male', 'female', 'other', 'unknown'] },
  address: { type: 'string', minLength: 1, maxLength: 400, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  phone: { type: 'string', pattern: '^[+0-9][0-9 ()-]{5,19}$' },
  email: { type: 'string', maxLength: 254, format: 'email' },
  pin: { type: 'string', minLength: 1, maxLength: 12, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  insurance: { type: 'object' },
  identifiers: { type: 'array', maxItems: 10 },
  webhook: { type: 'string', maxLength: 500, pattern: '^https?://[^\\s\\u0000-\\u001f]+$' },
} as const
