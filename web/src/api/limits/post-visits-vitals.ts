// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postVisitsVitals = {
  visitId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  temperatureCelsius: { type: 'number', minimum: 20, maximum: 46 },
  pulsePerMinute: { type: 'number', minimum: 0, maximum: 400 },
  respirationsPerMinute: { type: 'number', minimum: 0, maximum: 150 },
  systolicMmHg: { type: 'number', minimum: 20, maximum: 350 },
  diastolicMmHg: { type: 'number', minimum: 10, maximum: 250 },
  spo2Percent: { type: 'number', minimum: 20, maximum: 100 },
  weightKg: { type: 'number', minimum: 0.2, maximum: 500 },
  heightCm: { type: 'number', minimum: 20, maximum: 280 },
  glucoseMgPerDl: { type: 'number', minimum: 5, maximum: 2000 },
  painOfTen: { type: 'number', minimum: 0, maximum: 10 },
  confirmed: { type: 'boolean' },
  corrects: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
} as const
