// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postBillingRefunds = {
  invoiceId: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  advanceId: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  method: { type: 'string', required: true, enum: ['cash', 'upi', 'card', 'transfer', 'cheque'] },
  amountPaise: { type: 'integer', required: true, minimum: 1, maximum: 100000000000 },
  reference: { type: 'string', pattern: '^[A-Z0-9-]{4,40}$' },
  sessionId: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  reason: { type: 'string', minLength: 1, maxLength: 500, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
} as const
