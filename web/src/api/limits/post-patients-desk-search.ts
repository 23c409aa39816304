// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postPatientsDeskSearch = {
  letters: { type: 'string', required: true, minLength: 3, maxLength: 40, pattern: '^\\p{L}[\\p{L}\\p{M}]*$' },
  phone: { type: 'string', required: true, minLength: 1, maxLength: 40, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
} as const
