// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postDiagnosticsTestsRanges = {
  code: { type: 'string', required: true, pattern: '^[A-Z0-9]([A-Z0-9-]{0,28}[A-Z0-9])?$' },
  sex: { type: 'string', required: true, enum: ['female', 'male', 'any'] },
  fromDays: { type: 'integer', required: true, minimum: 0, maximum: 60000 },
  untilDays: { type: 'integer', required: true, minimum: 0, maximum: 60000 },
  validFrom: { type: 'string', required: true, format: 'date' },
  low: { type: 'number', minimum: -1000000, maximum: 1000000000 },
  high: { type: 'number', minimum: -1000000, maximum: 1000000000 },
  criticalLow: { type: 'number', minimum: -1000000, maximum: 1000000000 },
  criticalHigh: { type: 'number', minimum: -1000000, maximum: 1000000000 },
} as const
