// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postBillingUpiCallbacksByFacilityId = {
  facilityId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  tr: { type: 'string', required: true, pattern: '^[0-9a-f]{32}$' },
  utr: { type: 'string', required: true, pattern: '^[A-Z0-9-]{4,40}$' },
  amountPaise: { type: 'integer', required: true, minimum: 1, maximum: 100000000000 },
  status: { type: 'string', required: true, enum: ['paid', 'failed'] },
} as const
