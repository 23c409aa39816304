// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const getPinsByPin = {
  pin: { type: 'string', required: true, pattern: '^[1-9][0-9]{5}$' },
} as const
