// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const putDiagnosticsMenusByCode = {
  facilityId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  code: { type: 'string', required: true, pattern: '^[A-Z0-9]([A-Z0-9-]{0,28}[A-Z0-9])?$' },
  priceCode: { type: 'string', required: true, pattern: '^[A-Z0-9]([A-Z0-9-]{0,28}[A-Z0-9])?$' },
  inHouse: { type: 'boolean', required: true },
  twoPersons: { type: 'boolean', required: true },
  isOffered: { type: 'boolean', required: true },
} as const
