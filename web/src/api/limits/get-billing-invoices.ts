// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const getBillingInvoices = {
  patient: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  facility: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  day: { type: 'string', format: 'date' },
  status: { type: 'string', enum: ['ISSUED', 'PART_PAID', 'PAID', 'CREDITED'] },
  number: { type: 'string', pattern: '^[A-Z0-9]{1,3}/[0-9]{2}-[0-9]{2}/[0-9]{6}$' },
  limit: { type: 'integer', minimum: 1, maximum: 100 },
  cursor: { type: 'string', maxLength: 300, pattern: '^[A-Za-z0-9_-]+$' },
} as const
