// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postDoctors = {
  facilityId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  name: { type: 'string', required: true, minLength: 1, maxLength: 100, pattern: '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$' },
  gender: { type: 'string', required: true, enum: ['female', 'male', 'other'] },
  qualifications: { type: 'array', required: true, minItems: 1, maxItems: 10, items: { type: 'string', minLength: 1, maxLength: 50, pattern: '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$' } },
  specialities: { type: 'array', required: true, minItems: 1, maxItems: 10, items: { type: 'string', enum: ['general-medicine', 'family-medicine', 'paediatrics', 'obstetrics-gynaecology', 'general-surgery', 'orthopaedics', 'cardiology', 'dermatology', 'ear-nose-throat', 'ophthalmology', 'psychiatry', 'dentistry', 'neurology', 'pulmonology', 'gastroenterology', 'nephrology', 'urology', 'endocrinology', 'oncology', 'anaesthesiology', 'radiology', 'pathology', 'emergency-medicine', 'physical-medicine'] } },
  languages: { type: 'array', required: true, minItems: 1, maxItems: 23, items: { type: 'string', enum: ['en', 'hi', 'as', 'bn', 'brx', 'doi', 'gu', 'kn', 'kok', 'ks', 'mai', 'ml', 'mni', 'mr', 'ne', 'or', 'pa', 'sa', 'sat', 'sd', 'ta', 'te', 'ur'] } },
  council: { type: 'string', required: true, enum: ['NMC', 'AN', 'AP', 'AR', 'AS', 'BR', 'CG', 'CH', 'DH', 'DL', 'GA', 'GJ', 'HP', 'HR', 'JH', 'JK', 'KA', 'KL', 'LA', 'LD', 'MH', 'ML', 'MN', 'MP', 'MZ', 'NL', 'OD', 'PB', 'PY', 'RJ', 'SK', 'TN', 'TR', 'TS', 'UK', 'UP', 'WB'] },
  registrationNo: { type: 'string', required: true, pattern: '^[A-Za-z0-9]([A-Za-z0-9 ./-]{0,28}[A-Za-z0-9])?$' },
  accountId: { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
} as const
