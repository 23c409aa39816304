// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postMeMailCode = {
  mail: { type: 'string', required: true, maxLength: 254, format: 'email' },
} as const
