// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postAuthOtp = {
  phone: { type: 'string', required: true, pattern: '^(\\+91)?[6-9][0-9]{9}$' },
} as const
