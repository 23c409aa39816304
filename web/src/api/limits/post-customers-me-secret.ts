// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postCustomersMeSecret = {
  secret: { type: 'string', required: true, minLength: 1, maxLength: 200 },
  'is-lost': { type: 'boolean' },
} as const
