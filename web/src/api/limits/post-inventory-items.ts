// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postInventoryItems = {
  itemCode: { type: 'string', required: true, pattern: '^[A-Z0-9]([A-Z0-9-]{0,28}[A-Z0-9])?$' },
  kind: { type: 'string', required: true, enum: ['medicine', 'consumable', 'reagent', 'equipment'] },
  name: { type: 'string', required: true, minLength: 1, maxLength: 300, pattern: '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$' },
  unit: { type: 'string', required: true, minLength: 1, maxLength: 20, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  packSize: { type: 'integer', required: true, minimum: 1, maximum: 100000 },
  schedule: { type: 'string', required: true, enum: ['none', 'G', 'H', 'H1', 'X', 'narcotic', 'unset'] },
  teleList: { type: 'string', required: true, enum: ['O', 'A', 'B', 'never', 'unset'] },
  hsn: { type: 'string', pattern: '^[0-9]{4,8}$' },
  taxCode: { type: 'string', required: true, pattern: '^[a-z]{1,30}(-[a-z]{1,30}){0,3}$' },
  isCold: { type: 'boolean', required: true },
  form: { type: 'string', minLength: 1, maxLength: 60, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  strength: { type: 'string', minLength: 1, maxLength: 60, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  gtin: { type: 'string', pattern: '^[0-9]{14}$' },
  ingredients: { type: 'array', maxItems: 30 },
} as const
