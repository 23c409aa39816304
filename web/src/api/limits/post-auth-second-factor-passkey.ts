// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postAuthSecondFactorPasskey = {
  credentialId: { type: 'string', required: true, minLength: 1, maxLength: 1400, pattern: '^[A-Za-z0-9_-]+$' },
  clientData: { type: 'string', required: true, minLength: 1, maxLength: 4000, pattern: '^[A-Za-z0-9_-]+$' },
  authenticatorData: { type: 'string', required: true, minLength: 1, maxLength: 4000, pattern: '^[A-Za-z0-9_-]+$' },
  signature: { type: 'string', required: true, minLength: 1, maxLength: 4000, pattern: '^[A-Za-z0-9_-]+$' },
} as const
