// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const putMePhone = {
  phone: { type: 'string', required: true, pattern: '^(\\+91)?[6-9][0-9]{9}$' },
  otp: { type: 'string', required: true, pattern: '^([0-9]{6}|[0-9]{10})$' },
} as const
