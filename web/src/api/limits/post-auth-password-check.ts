// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postAuthPasswordCheck = {
  phone: { type: 'string', required: true, pattern: '^(\\+91)?[6-9][0-9]{9}$' },
  password: { type: 'string', required: true, minLength: 1, maxLength: 512 },
} as const
