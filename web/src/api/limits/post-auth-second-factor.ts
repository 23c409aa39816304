// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postAuthSecondFactor = {
  code: { type: 'string', pattern: '^[0-9]{6}$' },
  recoveryCode: { type: 'string', pattern: '^[2-9A-Za-z -]{10,20}$' },
} as const
