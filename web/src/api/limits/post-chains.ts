// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postChains = {
  name: { type: 'string', required: true, minLength: 1, maxLength: 200, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\ud800-\\udfff]*$' },
  legalName: { type: 'string', required: true, minLength: 1, maxLength: 200, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\ud800-\\udfff]*$' },
  isGovernment: { type: 'boolean', required: true },
} as const
