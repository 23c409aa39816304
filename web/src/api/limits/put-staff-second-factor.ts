// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const putStaffSecondFactor = {
  roles: { type: 'array', required: true, items: { type: 'string', enum: ['doctor', 'nurse', 'reception', 'pharmacist', 'lab-technician', 'cashier', 'vaccinator', 'centre-admin', 'chain-admin', 'district-officer', 'national-admin', 'auditor'] } },
} as const
