// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const putBillingPricesByCode = {
  facilityId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  code: { type: 'string', required: true, pattern: '^[A-Z0-9]([A-Z0-9-]{0,28}[A-Z0-9])?$' },
  validFrom: { type: 'string', required: true, format: 'date' },
  name: { type: 'string', required: true, minLength: 1, maxLength: 100, pattern: '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$' },
  kind: { type: 'string', required: true, enum: ['consultation', 'medicine', 'test', 'procedure', 'registration', 'other'] },
  unitPricePaise: { type: 'integer', required: true, minimum: 0, maximum: 100000000000 },
  taxCode: { type: 'string', required: true, pattern: '^[a-z]{1,30}(-[a-z]{1,30}){0,3}$' },
  discountMaxBasisPoints: { type: 'integer', minimum: 0, maximum: 10000 },
  isOffered: { type: 'boolean' },
} as const
