// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postStaff = {
  phone: { type: 'string', required: true, pattern: '^(\\+91)?[6-9][0-9]{9}$' },
  name: { type: 'string', required: true, minLength: 1, maxLength: 120, pattern: '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$' },
  roles: { type: 'array', required: true, minItems: 1, items: { type: 'string', enum: ['doctor', 'nurse', 'reception', 'pharmacist', 'lab-technician', 'cashier', 'vaccinator', 'centre-admin', 'chain-admin', 'district-officer', 'national-admin', 'auditor'] } },
  facilityId: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  chainId: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  districtCell: { type: 'integer', minimum: 1, maximum: 65535 },
} as const
