// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const putMePassword = {
  current: { type: 'string', minLength: 1, maxLength: 512 },
  otp: { type: 'string', pattern: '^([0-9]{6}|[0-9]{10})$' },
  password: { type: 'string', required: true, minLength: 1, maxLength: 512 },
} as const
