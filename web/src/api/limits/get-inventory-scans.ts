// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const getInventoryScans = {
  code: { type: 'string', required: true, minLength: 4, maxLength: 200 },
} as const
