// What privacy keeps of people, why and for how long. Citizens read these words on the page of their privacy.
import type { Kept } from '../../../platform/personal.ts'

export const keeps: readonly Kept[] = [
  {
    kind: 'consents',
    what: { en: 'What you said yes and no to, and when', hi: 'आपने किस बात की हाँ या ना कही, और कब' },
    purpose: { en: 'To obey it, and to prove it', hi: 'उसे मानने और साबित करने के लिए' },
    ground: 'law',
    period: {
      en: 'For good. It holds numbers only, no names',
      hi: 'हमेशा। इसमें केवल नंबर हैं, नाम नहीं',
    },
    afterClosing: 'stays',
    tables: ['privacy.consents'],
  },
  {
    kind: 'exports',
    what: { en: 'Copies of your data that you asked for, encrypted', hi: 'आपके माँगे हुए डेटा की प्रतियाँ, ताले में' },
    purpose: { en: 'So that you can fetch them', hi: 'ताकि आप उन्हें ले सकें' },
    ground: 'service',
    period: { en: 'A day after the copy is ready', hi: 'प्रति तैयार होने के एक दिन बाद तक' },
    afterClosing: 'erased',
    tables: ['privacy.exports'],
  },
  {
    kind: 'closings',
    what: { en: 'That you asked to close your account, and when', hi: 'आपने खाता बंद करने को कहा, और कब' },
    purpose: { en: 'To close it, and to prove it', hi: 'उसे बंद करने और साबित करने के लिए' },
    ground: 'law',
    period: { en: 'For good. It holds numbers only, no names', hi: 'हमेशा। इसमें केवल नंबर हैं, नाम नहीं' },
    afterClosing: 'stays',
    tables: ['privacy.closings'],
  },
]
