// What appointments keeps of people, why and for how long. People read these words among their own data.
import type { Kept } from '../../../platform/personal.ts'

export const keeps: readonly Kept[] = [
  {
    kind: 'appointments',
    what: {
      en: 'Your appointments with doctors: when, where, with whom, why you came, and how each ended',
      hi: 'डॉक्टरों से आपके अपॉइंटमेंट: कब, कहाँ, किससे, आप क्यों आए, और हर एक का क्या हुआ',
    },
    purpose: {
      en: 'So that the doctor expects you, and nobody else gets your time',
      hi: 'ताकि डॉक्टर को आपका पता हो, और आपका समय किसी और को न मिले',
    },
    ground: 'law',
    period: { en: 'As long as the record of the visit', hi: 'जब तक मुलाक़ात का रिकॉर्ड रहता है' },
    afterClosing: 'pseudonym',
    tables: [
      ...['appointments.appointments', 'appointments.claims', 'appointments.patient_rows'],
      ...['appointments.displacements', 'appointments.merged_patients', 'appointments.stuck_fees'],
      'appointments.fee_payments',
    ],
  },
  {
    kind: 'waiting',
    what: {
      en: 'For which doctor or field, and for which days, you wait for a place',
      hi: 'आप किस डॉक्टर या विभाग के लिए, और किन दिनों के लिए इंतज़ार कर रहे हैं',
    },
    purpose: { en: 'To offer you a place that becomes free', hi: 'ताकि जगह ख़ाली होने पर आपको मिले' },
    ground: 'service',
    period: { en: '90 days after you wait no longer', hi: 'इंतज़ार ख़त्म होने के 90 दिन बाद तक' },
    afterClosing: 'erased',
    tables: ['appointments.waiting'],
  },
  {
    kind: 'holds',
    what: { en: 'Which slots you hold', hi: 'आपने कौन से समय रोके हैं' },
    purpose: { en: 'So that you can finish a booking', hi: 'ताकि आप बुकिंग पूरी कर सकें' },
    ground: 'service',
    period: { en: 'Two minutes', hi: 'दो मिनट' },
    afterClosing: 'erased',
    tables: ['appointments.holders'],
  },
  {
    kind: 'queue-numbers',
    what: {
      en: 'Your numbers in the queues of hospitals: when you came, why, when you were called, and to which room',
      hi: 'अस्पतालों की कतारों में आपके नंबर: आप कब आए, क्यों, कब और किस कमरे में बुलाया गया',
    },
    purpose: {
      en: 'So that you are called in your turn',
      hi: 'ताकि आपको अपनी बारी पर बुलाया जाए',
    },
    ground: 'law',
    period: { en: 'As long as the record of the visit', hi: 'जब तक मुलाक़ात का रिकॉर्ड रहता है' },
    afterClosing: 'pseudonym',
    tables: ['appointments.tokens'],
  },
]
