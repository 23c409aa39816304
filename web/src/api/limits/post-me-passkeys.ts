// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postMePasskeys = {
  credentialId: { type: 'string', required: true, minLength: 1, maxLength: 1400, pattern: '^[A-Za-z0-9_-]+$' },
  clientData: { type: 'string', required: true, minLength: 1, maxLength: 4000, pattern: '^[A-Za-z0-9_-]+$' },
  attestation: { type: 'string', required: true, minLength: 1, maxLength: 16000, pattern: '^[A-Za-z0-9_-]+$' },
  transports: { type: 'array', maxItems: 7, items: { type: 'string', enum: ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] } },
} as const
