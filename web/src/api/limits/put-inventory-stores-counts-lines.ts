// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const putInventoryStoresCountsLines = {
  storeId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  countId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  lines: { type: 'array', required: true, minItems: 1, maxItems: 200 },
} as const
