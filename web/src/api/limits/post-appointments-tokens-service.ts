// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postAppointmentsTokensService = {
  tokenId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  room: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9 -]{0,9}$' },
} as const
