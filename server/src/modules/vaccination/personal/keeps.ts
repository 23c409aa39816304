// What vaccination keeps of people, why and for how long. Citizens read these words on the page of their privacy.
import type { Kept } from '../../../platform/personal.ts'

export const keeps: readonly Kept[] = [
  {
    kind: 'doses',
    what: {
      en: 'The doses that each member of your family has had: vaccine, lot, place and day',
      hi: 'आपके परिवार के हर सदस्य को लगे टीके: टीका, बैच, जगह और दिन',
    },
    purpose: {
      en: 'To give the next dose at the right time, to prove a vaccination, and to find people when a lot is recalled',
      hi: 'अगला टीका सही समय पर लगे, टीकाकरण का प्रमाण मिले, और बैच वापस लेने पर लोग मिल सकें',
    },
    ground: 'law',
    period: {
      en: 'Health records are never deleted. After you close the account they stay without your name',
      hi: 'स्वास्थ्य रिकॉर्ड कभी मिटाए नहीं जाते। खाता बंद होने पर वे आपके नाम के बिना रहते हैं',
    },
    afterClosing: 'pseudonym',
  },
  {
    kind: 'bookings',
    what: { en: 'Bookings: centre, day, time and how they ended', hi: 'बुकिंग: केंद्र, दिन, समय और नतीजा' },
    purpose: { en: 'To keep your place at the centre', hi: 'केंद्र में आपकी जगह रखने के लिए' },
    ground: 'service',
    period: {
      en: 'As long as the doses. Open bookings are cancelled when you close the account',
      hi: 'टीकों के रिकॉर्ड जितना। खाता बंद करने पर खुली बुकिंग रद्द हो जाती है',
    },
    afterClosing: 'pseudonym',
  },
]
