// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const putBillingIssuersByFacilityId = {
  facilityId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  legalName: { type: 'string', required: true, minLength: 1, maxLength: 200, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  address: { type: 'string', required: true, minLength: 1, maxLength: 500, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  stateCode: { type: 'string', required: true, pattern: '^[0-9]{2}$' },
  gstin: { type: 'string', pattern: '^[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][A-Z0-9]Z[A-Z0-9]$' },
  prefix: { type: 'string', required: true, pattern: '^[A-Z0-9]{1,3}$' },
  upiVpa: { type: 'string', pattern: '^[A-Za-z0-9._-]{2,100}@[A-Za-z]{2,60}$' },
  callbackSecret: { type: 'string', pattern: '^whsec_[A-Za-z0-9+/]{32,120}={0,2}$' },
  isGovernment: { type: 'boolean' },
  creditLimitPaise: { type: 'integer', minimum: 0, maximum: 100000000000 },
} as const
