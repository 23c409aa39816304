// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const getAppointmentsPlacesByLink = {
  link: { type: 'string', required: true, pattern: '^[A-Za-z0-9_-]{48}$' },
} as const
