// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postInventoryStoresCounts = {
  storeId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  items: { type: 'array', minItems: 1, maxItems: 200, items: { type: 'string', pattern: '^[A-Z0-9]([A-Z0-9-]{0,28}[A-Z0-9])?$' } },
} as const
