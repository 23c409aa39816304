// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postVaccinationVaccines = {
  code: { type: 'string', required: true, pattern: '^[A-Z0-9][A-Z0-9 -]{1,29}$' },
  course: { type: 'string', required: true, pattern: '^[A-Z0-9][A-Z0-9 -]{1,29}$' },
  name: { type: 'string', required: true, minLength: 1, maxLength: 100, pattern: '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$' },
  manufacturer: { type: 'string', required: true, minLength: 1, maxLength: 100, pattern: '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$' },
  cvxCode: { type: 'string', pattern: '^[0-9]{1,4}$' },
  doses: { type: 'integer', required: true, minimum: 1, maximum: 6 },
  intervalDaysMin: { type: 'integer', required: true, minimum: 0, maximum: 3650 },
  intervalDaysMax: { type: 'integer', minimum: 0, maximum: 3650 },
  ageYearsMin: { type: 'integer', required: true, minimum: 0, maximum: 130 },
  pricePaise: { type: 'integer', required: true, minimum: 0, maximum: 10000000 },
} as const
