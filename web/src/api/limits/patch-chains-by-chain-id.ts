// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const patchChainsByChainId = {
  chainId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  name: { type: 'string', minLength: 1, maxLength: 200, pattern: '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$' },
  legalName: { type: 'string', minLength: 1, maxLength: 200, pattern: '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$' },
  isGovernment: { type: 'boolean' },
} as const
