// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postAuthIntrospect = {
  token: { type: 'string', required: true },
} as const
