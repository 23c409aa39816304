// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const putMeAuthenticator = {
  setup: { type: 'string', required: true, pattern: '^[A-Za-z0-9_-]{43}$' },
  code: { type: 'string', required: true, pattern: '^[0-9]{6}$' },
} as const
