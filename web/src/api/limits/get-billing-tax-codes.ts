// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const getBillingTaxCodes = {
  day: { type: 'string', format: 'date' },
} as const
