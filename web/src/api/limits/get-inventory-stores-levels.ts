// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const getInventoryStoresLevels = {
  low: { type: 'boolean' },
  blocked: { type: 'boolean' },
  expiring: { type: 'integer', minimum: 0, maximum: 3650 },
  q: { type: 'string', minLength: 1, maxLength: 100, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  limit: { type: 'integer', minimum: 1, maximum: 100 },
  cursor: { type: 'string', maxLength: 300, pattern: '^[A-Za-z0-9_-]+$' },
  storeId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
} as const
