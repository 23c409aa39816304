// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const getVaccinationAvailabilityPlaces = {
  state: { type: 'string', pattern: '^[A-Z]{2}$' },
} as const
