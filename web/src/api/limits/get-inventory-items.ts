// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const getInventoryItems = {
  q: { type: 'string', minLength: 1, maxLength: 100, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  kind: { type: 'string', enum: ['medicine', 'consumable', 'reagent', 'equipment'] },
} as const
