// What prescriptions keeps of people, why and for how long. People read these words among their own data.
import type { Kept } from '../../../platform/personal.ts'

export const keeps: readonly Kept[] = [
  {
    kind: 'prescriptions',
    what: {
      en: 'What doctors prescribed for you, with your name, age and PIN code, and where you showed it',
      hi: 'डॉक्टरों ने आपके लिए जो दवाएँ लिखीं, आपके नाम, उम्र और पिन कोड के साथ, और आपने पर्चा कहाँ दिखाया',
    },
    purpose: {
      en: 'So that a pharmacy gives the right medicine, and what was signed can be proved later',
      hi: 'ताकि दवा की दुकान सही दवा दे, और बाद में साबित हो सके कि क्या लिखा गया था',
    },
    ground: 'law',
    period: { en: 'At least three years from the signature', hi: 'हस्ताक्षर से कम से कम तीन साल' },
    afterClosing: 'stays',
    tables: [
      ...['prescriptions.prescriptions', 'prescriptions.versions', 'prescriptions.lines'],
      ...['prescriptions.patient_rows', 'prescriptions.presentations', 'prescriptions.merged_patients'],
    ],
  },
  {
    kind: 'dispenses',
    what: {
      en: 'Which medicines a pharmacy gave you or took back, when, from which lot, and who took them',
      hi: 'दवा की दुकान ने आपको कौन सी दवाएँ दीं या वापस लीं, कब, किस लॉट से, और किसने लीं',
    },
    purpose: {
      en: 'So that nobody gives more than was prescribed, and you hear of it when a lot is called back',
      hi: 'ताकि लिखे से ज़्यादा न दिया जाए, और कोई लॉट वापस बुलाया जाए तो आपको पता चले',
    },
    ground: 'law',
    period: { en: 'Five years, as pharmacies must', hi: 'पाँच साल, जैसा दवा की दुकानों के लिए ज़रूरी है' },
    afterClosing: 'stays',
    tables: [
      ...['prescriptions.dispenses', 'prescriptions.asked_lines', 'prescriptions.dispense_lines'],
      ...['prescriptions.store_rows', 'prescriptions.returns'],
    ],
  },
  {
    kind: 'registers',
    what: {
      en: 'Entries in the registers of Schedules H1 and X: your name and PIN code, the medicine, and who prescribed it',
      hi: 'अनुसूची H1 और X के रजिस्टर में दर्ज बातें: आपका नाम और पिन कोड, दवा, और किसने लिखी',
    },
    purpose: { en: 'Inspectors of medicines check them', hi: 'दवा निरीक्षक इन्हें जाँचते हैं' },
    ground: 'law',
    period: { en: 'At least three years', hi: 'कम से कम तीन साल' },
    afterClosing: 'stays',
    tables: ['prescriptions.registers', 'prescriptions.register_entries'],
  },
]
