// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const getDiagnosticsTestsByCode = {
  code: { type: 'string', required: true, pattern: '^[A-Z0-9]([A-Z0-9-]{0,28}[A-Z0-9])?$' },
} as const
