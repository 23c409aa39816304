// What vaccination keeps of people, why and for how long. Citizens read these words on the page of their privacy.
import type { Kept, Words } from '../../../platform/personal.ts'

const NEVER_DELETED: Words = {
  en: 'Health records are never deleted. After you close the account they stay without your name',
  hi: 'स्वास्थ्य रिकॉर्ड कभी मिटाए नहीं जाते। खाता बंद होने पर वे आपके नाम के बिना रहते हैं',
}

export const keeps: readonly Kept[] = [
  {
    kind: 'doses',
    what: {
      en: 'The doses that each member of your family has had, here or elsewhere: vaccine, lot, place and day',
      hi: 'आपके परिवार के हर सदस्य को यहाँ या कहीं और लगे टीके: टीका, बैच, जगह और दिन',
    },
    purpose: {
      en: 'To give the next dose at the right time, to prove a vaccination, and to find people when a lot is recalled',
      hi: 'अगला टीका सही समय पर लगे, टीकाकरण का प्रमाण मिले, और बैच वापस लेने पर लोग मिल सकें',
    },
    ground: 'law',
    period: NEVER_DELETED,
    afterClosing: 'pseudonym',
    tables: [
      ...['vaccination.doses', 'vaccination.historical_doses', 'vaccination.claims', 'vaccination.merged_patients'],
      ...['vaccination.dose_confirmations', 'vaccination.undone_entries'],
    ],
  },
  {
    kind: 'adverseEvents',
    what: {
      en: 'What was reported after a dose: when and what it was, what was done, and how it ended',
      hi: 'टीके के बाद जो बताया गया: कब, क्या हुआ, क्या किया गया, और अंत में कैसे रहे',
    },
    purpose: {
      en: 'To treat you, to be careful with the next dose, and to find vaccines that harm',
      hi: 'आपका इलाज हो, अगला टीका सावधानी से लगे, और नुकसान करने वाले टीके पकड़े जाएँ',
    },
    ground: 'law',
    period: NEVER_DELETED,
    afterClosing: 'pseudonym',
    tables: ['vaccination.adverse_events'],
  },
  {
    kind: 'certificates',
    what: {
      en: 'That a certificate was issued for a dose, when, and whether it is still valid',
      hi: 'किस टीके का प्रमाण पत्र कब बना, और वह अब भी मान्य है या नहीं',
    },
    purpose: {
      en: 'So that anybody to whom you show it can check it',
      hi: 'ताकि आप जिसे दिखाएँ, वह उसे जाँच सके',
    },
    ground: 'care',
    period: {
      en: 'As long as the dose. Certificates that you printed or saved stay valid after you close the account',
      hi: 'टीके के रिकॉर्ड जितना। खाता बंद करने के बाद भी आपके छापे या सहेजे प्रमाण पत्र मान्य रहते हैं',
    },
    afterClosing: 'pseudonym',
    tables: ['vaccination.certificates'],
  },
  {
    kind: 'proofs',
    what: {
      en: 'How you proved who you are when you came without a booking: kind and last four characters of a document',
      hi: 'बिना बुकिंग आने पर आपने अपनी पहचान कैसे बताई: दस्तावेज़ का प्रकार और उसके आख़िरी चार अंक',
    },
    purpose: {
      en: 'So that nobody is vaccinated in your name',
      hi: 'ताकि कोई आपके नाम पर टीका न लगवा सके',
    },
    ground: 'care',
    period: {
      en: 'As long as the dose. The four characters are deleted when you close the account',
      hi: 'टीके के रिकॉर्ड जितना। खाता बंद करने पर चारों अंक मिटा दिए जाते हैं',
    },
    afterClosing: 'pseudonym',
    tables: ['vaccination.walk_in_proofs'],
  },
  {
    kind: 'cancellations',
    what: {
      en: 'How often you cancelled or moved bookings within a day',
      hi: 'एक दिन में आपने कितनी बार बुकिंग रद्द की या बदली',
    },
    purpose: { en: 'So that seats are not kept from others', hi: 'ताकि दूसरों की सीटें न रुकें' },
    ground: 'safety',
    period: { en: 'A day', hi: 'एक दिन' },
    afterClosing: 'erased',
    tables: ['vaccination.cancellation_counts'],
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
    tables: ['vaccination.bookings', 'vaccination.released_claims'],
  },
]
