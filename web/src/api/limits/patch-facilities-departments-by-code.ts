// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const patchFacilitiesDepartmentsByCode = {
  facilityId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  code: { type: 'string', required: true, pattern: '^[A-Z0-9]([A-Z0-9-]{0,18}[A-Z0-9])?$' },
  name: { type: 'string', minLength: 1, maxLength: 100, pattern: '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$' },
  kind: { type: 'string', enum: ['opd', 'lab', 'pharmacy', 'store', 'cash', 'ward'] },
  isActive: { type: 'boolean' },
} as const
