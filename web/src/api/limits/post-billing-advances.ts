// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postBillingAdvances = {
  facilityId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  patientId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  method: { type: 'string', required: true, enum: ['cash', 'upi', 'card', 'transfer', 'cheque'] },
  amountPaise: { type: 'integer', required: true, minimum: 1, maximum: 100000000000 },
  tenderedPaise: { type: 'integer', minimum: 0, maximum: 100000000000 },
  reference: { type: 'string', pattern: '^[A-Z0-9-]{4,40}$' },
} as const
