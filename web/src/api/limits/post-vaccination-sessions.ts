// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postVaccinationSessions = {
  facilityId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  date: { type: 'string', required: true, format: 'date' },
  vaccine: { type: 'string', required: true, pattern: '^[A-Z0-9][A-Z0-9 -]{1,29}$' },
  dose: { type: 'integer', required: true, minimum: 1, maximum: 6 },
  capacity: { type: 'integer', required: true, minimum: 1, maximum: 100000 },
  windows: { type: 'array', required: true, minItems: 1, maxItems: 24, items: { type: 'string', pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$' } },
  minAge: { type: 'integer', required: true, minimum: 0, maximum: 130 },
  maxAge: { type: 'integer', minimum: 0, maximum: 130 },
  fee: { type: 'integer', minimum: 0, maximum: 10000000 },
  opensAt: { type: 'string', format: 'date-time' },
} as const
