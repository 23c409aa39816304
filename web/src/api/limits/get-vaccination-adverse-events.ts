// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const getVaccinationAdverseEvents = {
  state: { type: 'string', pattern: '^[A-Z]{2}$' },
  district: { type: 'integer', minimum: 1, maximum: 65535 },
  facility: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  severity: { type: 'string', enum: ['minor', 'severe', 'serious'] },
  vaccine: { type: 'string', pattern: '^[A-Z0-9][A-Z0-9 -]{1,29}$' },
  from: { type: 'string', format: 'date' },
  to: { type: 'string', format: 'date' },
  limit: { type: 'integer', minimum: 1, maximum: 100 },
  cursor: { type: 'string', maxLength: 300, pattern: '^[A-Za-z0-9_-]+$' },
} as const
