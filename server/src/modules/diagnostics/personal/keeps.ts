// What diagnostics keeps of people, why and for how long. Citizens read these words on the page of their privacy.
import type { Kept } from '../../../platform/personal.ts'

export const keeps: readonly Kept[] = [
  {
    kind: 'orders',
    what: {
      en: 'Tests ordered for each member of your family: which, why, by whom, where, and what became of each sample',
      hi: 'आपके परिवार के हर सदस्य के लिए लिखी गई जाँचें: कौन-सी, क्यों, किसने लिखी, कहाँ, और हर सैंपल का क्या हुआ',
    },
    purpose: {
      en: 'So that the laboratory does the right test on the right sample, and you pay for it once',
      hi: 'ताकि लैब सही सैंपल पर सही जाँच करे, और आप उसके लिए एक ही बार पैसे दें',
    },
    ground: 'care',
    period: {
      en: 'For good: it is part of the medical record. After you close the account it stays without your name',
      hi: 'हमेशा: यह इलाज के रिकॉर्ड का हिस्सा है। खाता बंद होने पर यह आपके नाम के बिना रहता है',
    },
    afterClosing: 'stays',
    tables: [
      'diagnostics.orders',
      'diagnostics.order_lines',
      'diagnostics.patient_rows',
      'diagnostics.specimens',
      'diagnostics.merged_patients',
      'diagnostics.stuck',
    ],
  },
  {
    kind: 'results',
    what: {
      en: 'Results of tests with all their versions, who was told of a dangerous value, and the reports',
      hi: 'जाँच के नतीजे अपने सभी रूपों के साथ, ख़तरनाक नतीजा किसे बताया गया, और रिपोर्टें',
    },
    purpose: {
      en: 'So that you and whoever treats you know them, and can compare them with later ones',
      hi: 'ताकि आप और आपका इलाज करने वाले इन्हें जानें, और बाद के नतीजों से मिला सकें',
    },
    ground: 'care',
    period: {
      en: 'For good: it is part of the medical record. After you close the account it stays without your name',
      hi: 'हमेशा: यह इलाज के रिकॉर्ड का हिस्सा है। खाता बंद होने पर यह आपके नाम के बिना रहता है',
    },
    afterClosing: 'stays',
    tables: ['diagnostics.results', 'diagnostics.criticals', 'diagnostics.reports', 'diagnostics.inbox'],
  },
]
