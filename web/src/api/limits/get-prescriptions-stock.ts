// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const getPrescriptionsStock = {
  facility: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  items: { type: 'string', required: true, maxLength: 620, pattern: '^[A-Z0-9-]{1,30}(,[A-Z0-9-]{1,30}){0,19}$' },
} as const
