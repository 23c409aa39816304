// What visits keeps of people, why and for how long. People read these words among their own data.
import type { Kept } from '../../../platform/personal.ts'

export const keeps: readonly Kept[] = [
  {
    kind: 'visits',
    what: {
      en: 'Your visits to doctors: when, where, what was measured and written, your allergies and lasting problems',
      hi: 'डॉक्टरों से आपकी मुलाक़ातें: कब, कहाँ, क्या नापा और लिखा गया, आपकी एलर्जी और पुरानी तकलीफ़ें',
    },
    purpose: {
      en: 'So that whoever treats you later knows what was found and done',
      hi: 'ताकि बाद में आपका इलाज करने वाले को पता हो कि क्या मिला और क्या किया गया',
    },
    ground: 'law',
    period: { en: 'At least three years from the visit', hi: 'मुलाक़ात से कम से कम तीन साल' },
    afterClosing: 'pseudonym',
    tables: [
      ...['visits.visits', 'visits.patient_rows', 'visits.drafts', 'visits.notes', 'visits.vitals'],
      ...['visits.findings', 'visits.merged_patients'],
    ],
  },
  {
    kind: 'proofs',
    what: {
      en: 'How you proved who you are when you came without an appointment: kind and end of a document',
      hi: 'बिना अपॉइंटमेंट आने पर आपने अपनी पहचान कैसे बताई: दस्तावेज़ का प्रकार और आख़िरी चार अंक',
    },
    purpose: {
      en: 'So that nobody opens your record without you',
      hi: 'ताकि आपके बिना कोई आपका रिकॉर्ड न खोले',
    },
    ground: 'care',
    period: {
      en: 'As long as the visit. The four characters are deleted when you close the account',
      hi: 'मुलाक़ात के रिकॉर्ड जितना। खाता बंद करने पर चारों अंक मिटा दिए जाते हैं',
    },
    afterClosing: 'pseudonym',
    tables: ['visits.walk_in_proofs'],
  },
  {
    kind: 'care',
    what: {
      en: 'Who may read your record because they treat you, until when, and who opened it in an emergency',
      hi: 'इलाज करने की वजह से कौन आपका रिकॉर्ड पढ़ सकता है, कब तक, और आपात स्थिति में किसने खोला',
    },
    purpose: {
      en: 'So that nobody else reads it, and you can see who did',
      hi: 'ताकि कोई और न पढ़े, और आप देख सकें कि किसने पढ़ा',
    },
    ground: 'safety',
    period: { en: 'As long as the record', hi: 'जब तक रिकॉर्ड रहता है' },
    afterClosing: 'stays',
    tables: ['visits.care', 'visits.emergencies', 'visits.emergency_counts'],
  },
  {
    kind: 'grants',
    what: {
      en: 'Which hospitals you let read your visits elsewhere, and until when',
      hi: 'किन अस्पतालों को आपने दूसरी जगह की मुलाक़ातें पढ़ने दी हैं, और कब तक',
    },
    purpose: { en: 'So that you decide who reads them', hi: 'ताकि आप तय करें कि कौन पढ़े' },
    ground: 'consent',
    period: { en: 'Until you withdraw it, a year at most', hi: 'जब तक आप वापस न लें, ज़्यादा से ज़्यादा एक साल' },
    afterClosing: 'erased',
    tables: ['visits.grants'],
  },
  {
    kind: 'follow-ups',
    what: { en: 'When a doctor wishes to see you again', hi: 'डॉक्टर आपको दोबारा कब देखना चाहते हैं' },
    purpose: { en: 'So that the hospital books it for you', hi: 'ताकि अस्पताल आपके लिए समय ले सके' },
    ground: 'care',
    period: { en: 'As long as the record of the visit', hi: 'जब तक मुलाक़ात का रिकॉर्ड रहता है' },
    afterClosing: 'pseudonym',
    tables: ['visits.follow_ups'],
  },
]
