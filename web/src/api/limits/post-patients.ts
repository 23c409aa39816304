// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postPatients = {
  name: { type: 'string', required: true, minLength: 1, maxLength: 120, pattern: '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$' },
  birthDate: { type: 'string', format: 'date' },
  birthYear: { type: 'integer', minimum: 1880, maximum: 2200 },
  gender: { type: 'string', required: true, enum: ['male', 'female', 'other', 'unknown'] },
  pin: { type: 'string', required: true, pattern: '^[1-9][0-9]{5}$' },
  phone: { type: 'string', minLength: 1, maxLength: 40, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  email: { type: 'string', minLength: 1, maxLength: 254, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  address: { type: 'string', minLength: 1, maxLength: 400, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  identifiers: { type: 'array', maxItems: 10 },
  aadhaar: { type: 'string', maxLength: 12, format: 'aadhaar' },
  confirmedNew: { type: 'boolean' },
} as const
