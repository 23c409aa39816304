// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postAuthRefresh = {
  refreshToken: { type: 'string', maxLength: 512 },
} as const
