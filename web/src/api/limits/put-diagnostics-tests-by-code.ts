// Generated from the contracts by `npm run client -w web`: change the contracts, not this file.
export const putDiagnosticsTestsByCode = {
  code: { type: 'string', required: true, pattern: '^[A-Z0-9]([A-Z0-9-]{0,28}[A-Z0-9])?$' },
  name: { type: 'string', required: true, minLength: 1, maxLength: 100, pattern: '^(?=[^\\p{L}]*\\p{L})(?:[^\\p{C}\\p{Zl}\\p{Zp}]|[\\u200c\\u200d])*$' },
  kind: { type: 'string', required: true, enum: ['number', 'text', 'choice', 'imaging'] },
  choices: { type: 'array', minItems: 2, maxItems: 50, items: { type: 'string', minLength: 1, maxLength: 100, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' } },
  unit: { type: 'string', minLength: 1, maxLength: 40, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  specimen: { type: 'string', enum: ['blood', 'serum', 'plasma', 'urine', 'stool', 'swab', 'other'] },
  container: { type: 'string', minLength: 1, maxLength: 60, pattern: '^(?=\\s*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]*$' },
  turnaroundMinutes: { type: 'integer', required: true, minimum: 1, maximum: 100000 },
  doctorFirst: { type: 'boolean', required: true },
  highestPossible: { type: 'number', maximum: 1000000000, exclusiveMinimum: 0 },
  loinc: { type: 'string', pattern: '^[0-9]{1,5}-[0-9]$' },
} as const
