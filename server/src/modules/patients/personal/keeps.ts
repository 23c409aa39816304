// What patients keeps of people, why and for how long. Citizens read these words on the page of their privacy.
import type { Kept } from '../../../platform/personal.ts'

export const keeps: readonly Kept[] = [
  {
    kind: 'people',
    what: {
      en: 'Name, birth, gender, PIN code, phone, mail and address of each member of your family',
      hi: 'आपके परिवार के हर सदस्य का नाम, जन्म, लिंग, पिन कोड, फ़ोन, ईमेल और पता',
    },
    purpose: {
      en: 'To give each dose to the right person, and to find a record again',
      hi: 'हर टीका सही व्यक्ति को लगे, और रिकॉर्ड फिर मिल सके',
    },
    ground: 'care',
    period: {
      en:
        'As long as your account is open. Then 10 years locked away: only staff who treat you can open it, with a ' +
        'reason',
      hi: 'जब तक आपका खाता खुला है। फिर 10 साल ताले में: केवल इलाज करने वाले कर्मचारी, कारण बताकर, खोल सकते हैं',
    },
    afterClosing: 'pseudonym',
    tables: [
      'patients.patients',
      'patients.sealed_people',
      'patients.openings',
      'patients.merges',
      'patients.duplicates',
    ],
  },
  {
    kind: 'numbers',
    what: {
      en: 'Aadhaar and other numbers: only the last four characters and a scrambled value',
      hi: 'आधार और दूसरे नंबर: केवल आख़िरी चार अंक और बदला हुआ रूप',
    },
    purpose: {
      en: 'To tell apart two people with the same name',
      hi: 'एक ही नाम के दो लोगों को अलग पहचानने के लिए',
    },
    ground: 'care',
    period: { en: 'As long as your account is open', hi: 'जब तक आपका खाता खुला है' },
    afterClosing: 'pseudonym',
    tables: ['patients.patient_identifiers'],
  },
  {
    kind: 'search',
    what: {
      en: 'Parts of name, birth, contact and numbers by which staff find your record',
      hi: 'नाम, जन्म, संपर्क और नंबरों के हिस्से, जिनसे कर्मचारी आपका रिकॉर्ड खोजते हैं',
    },
    purpose: { en: 'So that nobody gets two records', hi: 'ताकि किसी के दो रिकॉर्ड न बनें' },
    ground: 'care',
    period: { en: 'As long as your account is open', hi: 'जब तक आपका खाता खुला है' },
    afterClosing: 'erased',
    tables: ['patients.match_records', 'patients.match_keys'],
  },
  {
    kind: 'family',
    what: { en: 'Who belongs to your family in Sehat', hi: 'सेहत में आपके परिवार में कौन है' },
    purpose: { en: 'So that you can book for them', hi: 'ताकि आप उनके लिए बुकिंग कर सकें' },
    ground: 'service',
    period: { en: 'As long as your account is open', hi: 'जब तक आपका खाता खुला है' },
    afterClosing: 'erased',
    tables: ['patients.families', 'patients.family_members'],
  },
]
