// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const patchCustomersByCustomerId = {
  customerId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  name: { type: 'string', minLength: 1, maxLength: 200, pattern: '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$' },
  webhook: { type: 'string', maxLength: 500, pattern: '^https?://[^\\s\\u0000-\\u001f]+$' },
  'allowed-hosts': { type: 'array', maxItems: 20, items: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$' } },
  'choice-by': { type: 'string', enum: ['customer', 'staff'] },
  'verified-systems': { type: 'array', maxItems: 20, items: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' } },
  'requests-per-second': { type: 'integer', minimum: 1, maximum: 100000 },
  'callbacks-at-once': { type: 'integer', minimum: 1, maximum: 64 },
  'batch-rows': { type: 'integer', minimum: 1, maximum: 2000 },
} as const
