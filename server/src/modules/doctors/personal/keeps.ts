// What doctors keeps of people, why and for how long. Doctors with an account read these words among their own data.
import type { Kept } from '../../../platform/personal.ts'

export const keeps: readonly Kept[] = [
  {
    kind: 'doctors',
    what: {
      en: 'If you are a doctor: your name, registration, fields, hospitals, hours and leave',
      hi: 'अगर आप डॉक्टर हैं: आपका नाम, पंजीकरण, विभाग, अस्पताल, समय और छुट्टी',
    },
    purpose: {
      en: 'So that patients find you, and an official can check your registration',
      hi: 'ताकि मरीज़ आपको ढूँढ सकें, और अधिकारी आपका पंजीकरण जाँच सकें',
    },
    ground: 'law',
    period: {
      en: 'For good: prescriptions and certificates refer to it',
      hi: 'हमेशा: पर्चे और प्रमाणपत्र इस पर टिके हैं',
    },
    afterClosing: 'stays',
    tables: ['doctors.doctors', 'doctors.doctor_accounts', 'doctors.exceptions'],
  },
]
