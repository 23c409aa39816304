// What audit keeps of people, why and for how long. Citizens read these words on the page of their privacy.
import type { Kept } from '../../../platform/personal.ts'

export const keeps: readonly Kept[] = [
  {
    kind: 'reads',
    what: {
      en: 'Who saw the records of your family, when, where and why; and who changed them',
      hi: 'आपके परिवार के रिकॉर्ड किसने, कब, कहाँ और क्यों देखे; और किसने बदले',
    },
    purpose: {
      en: 'So that you can see it, and nobody looks or changes in secret. It holds numbers only, no names',
      hi: 'ताकि आप देख सकें, और कोई छिपकर न देखे या बदले। इसमें केवल नंबर हैं, नाम नहीं',
    },
    ground: 'law',
    period: {
      en: 'For good: who could delete it could hide what they did',
      hi: 'हमेशा: जो इसे मिटा सके, वह अपना काम छिपा सकता है',
    },
    afterClosing: 'stays',
    tables: ['audit.reads', 'audit.changes', 'audit.inbox', 'audit.survivors'],
  },
]
