// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postCustomersToken = {
  'customer-id': { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  secret: { type: 'string', required: true, minLength: 1, maxLength: 200 },
} as const
