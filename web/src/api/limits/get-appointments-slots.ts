// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const getAppointmentsSlots = {
  doctor: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  speciality: { type: 'string', enum: ['general-medicine', 'family-medicine', 'paediatrics', 'obstetrics-gynaecology', 'general-surgery', 'orthopaedics', 'cardiology', 'dermatology', 'ear-nose-throat', 'ophthalmology', 'psychiatry', 'dentistry', 'neurology', 'pulmonology', 'gastroenterology', 'nephrology', 'urology', 'endocrinology', 'oncology', 'anaesthesiology', 'radiology', 'pathology', 'emergency-medicine', 'physical-medicine'] },
  facility: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  pin: { type: 'string', pattern: '^[1-9][0-9]{5}$' },
  from: { type: 'string', format: 'date' },
  days: { type: 'integer', minimum: 1, maximum: 31 },
  mode: { type: 'string', enum: ['in-person', 'tele'] },
  language: { type: 'string', enum: ['en', 'hi', 'as', 'bn', 'brx', 'doi', 'gu', 'kn', 'kok', 'ks', 'mai', 'ml', 'mni', 'mr', 'ne', 'or', 'pa', 'sa', 'sat', 'sd', 'ta', 'te', 'ur'] },
  show: { type: 'string', enum: ['all', 'next'] },
  limit: { type: 'integer', minimum: 1, maximum: 50 },
  cursor: { type: 'string', maxLength: 300, pattern: '^[A-Za-z0-9_-]+$' },
} as const
