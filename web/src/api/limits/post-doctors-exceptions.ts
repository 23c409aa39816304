// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postDoctorsExceptions = {
  doctorId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  facilityId: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  kind: { type: 'string', required: true, enum: ['leave', 'extra'] },
  fromOn: { type: 'string', required: true, format: 'date' },
  untilOn: { type: 'string', required: true, format: 'date' },
  starts: { type: 'string', pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$' },
  ends: { type: 'string', pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$' },
  slotMinutes: { type: 'integer', minimum: 5, maximum: 240 },
  capacity: { type: 'integer', minimum: 1, maximum: 50 },
  reason: { type: 'string', required: true, minLength: 1, maxLength: 500, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
} as const
