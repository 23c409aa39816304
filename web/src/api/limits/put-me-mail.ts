// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const putMeMail = {
  mail: { type: 'string', required: true, maxLength: 254, format: 'email' },
  code: { type: 'string', required: true, pattern: '^([0-9]{6}|[0-9]{10})$' },
} as const
