// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postPrescriptions = {
  visitId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  lines: { type: 'array', required: true, minItems: 1, maxItems: 20 },
  overrides: { type: 'array', maxItems: 100 },
  repeats: { type: 'integer', minimum: 0, maximum: 5 },
  validDays: { type: 'integer', minimum: 1, maximum: 180 },
} as const
