// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postPrivacyClosing = {
  otp: { type: 'string', required: true, pattern: '^([0-9]{6}|[0-9]{10})$' },
  isAtOnce: { type: 'boolean' },
} as const
