// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postChains = {
  name: { type: 'string', required: true, minLength: 1, maxLength: 200, pattern: '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$' },
  legalName: { type: 'string', required: true, minLength: 1, maxLength: 200, pattern: '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$' },
  isGovernment: { type: 'boolean', required: true },
} as const
