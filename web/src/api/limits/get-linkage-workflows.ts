// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const getLinkageWorkflows = {
  status: { type: 'string', enum: ['RECEIVED', 'IN_PROGRESS', 'REQUESTED', 'LINKED', 'NO_RESULTS', 'CHOICE', 'COMPLETED', 'FAILED'] },
  customer: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  patient: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._:@~-]{0,63}$' },
  stale: { type: 'boolean' },
  cursor: { type: 'string', maxLength: 300, pattern: '^[A-Za-z0-9_-]+$' },
  limit: { type: 'integer', minimum: 1, maximum: 100 },
} as const
