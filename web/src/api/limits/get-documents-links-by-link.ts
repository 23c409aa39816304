// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const getDocumentsLinksByLink = {
  link: { type: 'string', required: true, pattern: '^[A-Za-z0-9.-]{1,100}$' },
} as const
