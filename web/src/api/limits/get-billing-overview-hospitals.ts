// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const getBillingOverviewHospitals = {
  limit: { type: 'integer', minimum: 1, maximum: 100 },
  cursor: { type: 'string', maxLength: 300, pattern: '^[A-Za-z0-9_-]+$' },
} as const
