// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const putVisitsDraft = {
  visitId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  complaints: { type: 'string', minLength: 1, maxLength: 4000, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  examination: { type: 'string', minLength: 1, maxLength: 4000, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  diagnoses: { type: 'array', maxItems: 20 },
  advice: { type: 'string', minLength: 1, maxLength: 4000, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  to: { type: 'string', minLength: 1, maxLength: 200, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  speciality: { type: 'string', enum: ['general-medicine', 'family-medicine', 'paediatrics', 'obstetrics-gynaecology', 'general-surgery', 'orthopaedics', 'cardiology', 'dermatology', 'ear-nose-throat', 'ophthalmology', 'psychiatry', 'dentistry', 'neurology', 'pulmonology', 'gastroenterology', 'nephrology', 'urology', 'endocrinology', 'oncology', 'anaesthesiology', 'radiology', 'pathology', 'emergency-medicine', 'physical-medicine'] },
  because: { type: 'string', minLength: 1, maxLength: 1000, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
} as const
