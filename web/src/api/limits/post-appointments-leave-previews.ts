// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postAppointmentsLeavePreviews = {
  doctorId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  facilityId: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  fromOn: { type: 'string', required: true, format: 'date' },
  untilOn: { type: 'string', required: true, format: 'date' },
  starts: { type: 'string', pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$' },
  ends: { type: 'string', pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$' },
} as const
