// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const getCustomersMeWorkflows = {
  status: { type: 'string', enum: ['RECEIVED', 'IN_PROGRESS', 'REQUESTED', 'LINKED', 'NO_RESULTS', 'CHOICE', 'COMPLETED', 'FAILED'] },
  patient: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._:@~-]{0,63}$' },
  limit: { type: 'integer', minimum: 1, maximum: 100 },
  cursor: { type: 'string', maxLength: 300, pattern: '^[A-Za-z0-9_-]+$' },
} as const
