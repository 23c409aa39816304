// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const postVaccinationBookingsAdverseEvents = {
  bookingId: { type: 'string', required: true, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' },
  onsetAt: { type: 'string', required: true, format: 'date-time' },
  reactions: { type: 'array', required: true, minItems: 1, maxItems: 22, items: { type: 'string', enum: ['pain-at-site', 'swelling-at-site', 'severe-local-reaction', 'abscess', 'fever', 'headache', 'body-ache', 'tiredness', 'vomiting', 'diarrhoea', 'rash', 'dizziness', 'fainting', 'persistent-crying', 'breathing-difficulty', 'chest-pain', 'anaphylaxis', 'seizure', 'encephalopathy', 'bleeding-tendency', 'sepsis', 'other'] } },
  description: { type: 'string', minLength: 1, maxLength: 1000, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  severity: { type: 'string', required: true, enum: ['minor', 'severe', 'serious'] },
  seriousBecause: { type: 'array', maxItems: 7, items: { type: 'string', enum: ['death', 'life-threatening', 'hospitalization', 'disability', 'congenital-anomaly', 'cluster', 'community-concern'] } },
  treatment: { type: 'string', minLength: 1, maxLength: 1000, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  outcome: { type: 'string', required: true, enum: ['recovered', 'recovering', 'not-recovered', 'died', 'unknown'] },
  toldBy: { type: 'string', required: true, enum: ['patient', 'family', 'health-worker', 'other'] },
} as const
