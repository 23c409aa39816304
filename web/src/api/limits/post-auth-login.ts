// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postAuthLogin = {
  phone: { type: 'string', required: true, pattern: '^(\\+91)?[6-9][0-9]{9}$' },
  password: { type: 'string', minLength: 1, maxLength: 512 },
  otp: { type: 'string', pattern: '^([0-9]{6}|[0-9]{10})$' },
} as const
