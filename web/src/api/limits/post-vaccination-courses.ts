// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postVaccinationCourses = {
  code: { type: 'string', required: true, pattern: '^[A-Z0-9][A-Z0-9 -]{1,29}$' },
  name: { type: 'string', required: true, minLength: 1, maxLength: 100, pattern: '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$' },
  disease: { type: 'string', required: true, minLength: 1, maxLength: 200, pattern: '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$' },
} as const
