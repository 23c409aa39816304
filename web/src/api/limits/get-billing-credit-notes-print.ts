// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const getBillingCreditNotesPrint = {
  language: { type: 'string', enum: ['en', 'hi'] },
  form: { type: 'string', enum: ['page', 'pdf'] },
  sheet: { type: 'string', enum: ['a5', 'roll'] },
  creditNoteId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
} as const
