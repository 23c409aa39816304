// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const putDoctorsPracticesByFacilityId = {
  doctorId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  facilityId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  department: { type: 'string', pattern: '^[A-Z0-9]([A-Z0-9-]{0,18}[A-Z0-9])?$' },
  room: { type: 'string', minLength: 1, maxLength: 50, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  feePaise: { type: 'integer', required: true, minimum: 0, maximum: 10000000 },
  revisitFeePaise: { type: 'integer', minimum: 0, maximum: 10000000 },
  revisitDays: { type: 'integer', minimum: 0, maximum: 90 },
  opensDays: { type: 'integer', minimum: 1, maximum: 30 },
  noticeMinutes: { type: 'integer', minimum: 0, maximum: 10080 },
  cancelUntilMinutes: { type: 'integer', minimum: 0, maximum: 10080 },
  isPublic: { type: 'boolean' },
  status: { type: 'string', enum: ['active', 'ended'] },
} as const
