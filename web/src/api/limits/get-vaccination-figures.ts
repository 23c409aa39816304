// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const getVaccinationFigures = {
  state: { type: 'string', pattern: '^[A-Z]{2}$' },
  district: { type: 'integer', minimum: 1, maximum: 65535 },
  from: { type: 'string', format: 'date' },
  to: { type: 'string', format: 'date' },
} as const
