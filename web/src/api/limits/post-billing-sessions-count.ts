// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postBillingSessionsCount = {
  '50': { type: 'integer', minimum: 0, maximum: 100000 },
  '100': { type: 'integer', minimum: 0, maximum: 100000 },
  '200': { type: 'integer', minimum: 0, maximum: 100000 },
  '500': { type: 'integer', minimum: 0, maximum: 100000 },
  '1000': { type: 'integer', minimum: 0, maximum: 100000 },
  '2000': { type: 'integer', minimum: 0, maximum: 100000 },
  '5000': { type: 'integer', minimum: 0, maximum: 100000 },
  '10000': { type: 'integer', minimum: 0, maximum: 100000 },
  '20000': { type: 'integer', minimum: 0, maximum: 100000 },
  '50000': { type: 'integer', minimum: 0, maximum: 100000 },
  '200000': { type: 'integer', minimum: 0, maximum: 100000 },
  sessionId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
} as const
