// What documents keeps of people, why and for how long. Citizens read these words on the page of their privacy.
import type { Kept } from '../../../platform/personal.ts'

export const keeps: readonly Kept[] = [
  {
    kind: 'documents',
    what: {
      en: 'The documents of each member of your family: reports, pictures, letters, bills, with their content',
      hi: 'आपके परिवार के हर सदस्य के दस्तावेज़: रिपोर्ट, तस्वीरें, पत्र, बिल, उनकी सामग्री के साथ',
    },
    purpose: {
      en: 'So that you and who treats you can read them',
      hi: 'ताकि आप और आपका इलाज करने वाले उन्हें पढ़ सकें',
    },
    ground: 'care',
    period: {
      en: 'Until withdrawn. The law keeps records of treatment for three years and bills for eight',
      hi: 'वापस लेने तक। कानून इलाज के रिकॉर्ड तीन साल और बिल आठ साल रखता है',
    },
    afterClosing: 'pseudonym',
    tables: [
      'documents.documents',
      'documents.parts',
      'documents.uploads',
      'documents.visits',
      // A number alone: it must not begin anew, or an older copy in a cache would win.
      'documents.grant_versions',
      'documents.merged_patients',
    ],
  },
  {
    kind: 'document-grants',
    what: {
      en: 'Whom you let read documents, until when and what for',
      hi: 'आपने किसे दस्तावेज़ पढ़ने दिए, कब तक और किसलिए',
    },
    purpose: { en: 'So that you decide who reads them', hi: 'ताकि आप तय करें कि उन्हें कौन पढ़े' },
    ground: 'consent',
    period: { en: 'Until you close the account', hi: 'जब तक आप खाता बंद न करें' },
    afterClosing: 'erased',
    tables: ['documents.grants'],
  },
]
