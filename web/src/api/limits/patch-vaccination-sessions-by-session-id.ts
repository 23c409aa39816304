// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const patchVaccinationSessionsBySessionId = {
  sessionId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  capacity: { type: 'integer', minimum: 1, maximum: 100000 },
  windows: { type: 'array', minItems: 1, maxItems: 24, items: { type: 'string', pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$' } },
  minAge: { type: 'integer', minimum: 0, maximum: 130 },
  maxAge: { type: 'integer', minimum: 0, maximum: 130 },
  fee: { type: 'integer', minimum: 0, maximum: 10000000 },
} as const
