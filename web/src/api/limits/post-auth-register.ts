// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postAuthRegister = {
  name: { type: 'string', required: true, minLength: 1, maxLength: 120, pattern: '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$' },
  birthDate: { type: 'string', format: 'date' },
  birthYear: { type: 'integer', minimum: 1880, maximum: 2200 },
  gender: { type: 'string', required: true, enum: ['male', 'female', 'other', 'unknown'] },
  pin: { type: 'string', required: true, pattern: '^[1-9][0-9]{5}$' },
  phone: { type: 'string', required: true, pattern: '^(\\+91)?[6-9][0-9]{9}$' },
  otp: { type: 'string', required: true, pattern: '^([0-9]{6}|[0-9]{10})$' },
  password: { type: 'string', minLength: 1, maxLength: 512 },
  aadhaar: { type: 'string', maxLength: 12, format: 'aadhaar' },
} as const
