// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const getVaccinationAvailability = {
  pin: { type: 'string', pattern: '^[1-9][0-9]{5}$' },
  district: { type: 'integer', minimum: 1, maximum: 65535 },
  facility: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  date: { type: 'string', format: 'date' },
  days: { type: 'integer', minimum: 1, maximum: 31 },
  course: { type: 'string', pattern: '^[A-Z0-9][A-Z0-9 -]{1,29}$' },
  vaccine: { type: 'string', pattern: '^[A-Z0-9][A-Z0-9 -]{1,29}$' },
  dose: { type: 'integer', minimum: 1, maximum: 6 },
  limit: { type: 'integer', minimum: 1, maximum: 500 },
  cursor: { type: 'string', maxLength: 300, pattern: '^[A-Za-z0-9_-]+$' },
} as const
