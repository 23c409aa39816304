// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postAppointmentsWaiting = {
  facilityId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  doctorId: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  speciality: { type: 'string', enum: ['general-medicine', 'family-medicine', 'paediatrics', 'obstetrics-gynaecology', 'general-surgery', 'orthopaedics', 'cardiology', 'dermatology', 'ear-nose-throat', 'ophthalmology', 'psychiatry', 'dentistry', 'neurology', 'pulmonology', 'gastroenterology', 'nephrology', 'urology', 'endocrinology', 'oncology', 'anaesthesiology', 'radiology', 'pathology', 'emergency-medicine', 'physical-medicine'] },
  patientId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  fromOn: { type: 'string', required: true, format: 'date' },
  untilOn: { type: 'string', required: true, format: 'date' },
  part: { type: 'string', required: true, enum: ['any', 'morning', 'afternoon', 'evening'] },
} as const
