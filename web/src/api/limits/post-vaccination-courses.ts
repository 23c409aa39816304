// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postVaccinationCourses = {
  code: { type: 'string', required: true, pattern: '^[A-Z0-9][A-Z0-9 -]{1,29}$' },
  name: { type: 'string', required: true, minLength: 1, maxLength: 100, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\ud800-\\udfff]*$' },
  disease: { type: 'string', required: true, minLength: 1, maxLength: 200, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\ud800-\\udfff]*$' },
} as const
