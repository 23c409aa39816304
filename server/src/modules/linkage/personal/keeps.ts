// What linkage keeps of people, why and for how long. Citizens read these words on the page of their privacy.
import type { Kept } from '../../../platform/personal.ts'

export const keeps: readonly Kept[] = [
  {
    kind: 'links',
    what: {
      en: 'Which hospitals and outside systems are linked to your records, and since when',
      hi: 'कौन से अस्पताल और बाहरी सिस्टम आपके रिकॉर्ड से जुड़े हैं, और कब से',
    },
    purpose: {
      en: 'So that a hospital that treats you knows who you are in Sehat',
      hi: 'ताकि आपका इलाज करने वाला अस्पताल सेहत में आपको पहचान सके',
    },
    ground: 'care',
    period: {
      en: 'A link lasts until you say no or close the account. That there was a link stays known, without your name',
      hi: 'जुड़ाव तब तक रहता है जब तक आप मना न करें या खाता बंद न करें। जुड़ाव था, यह आपके नाम के बिना दर्ज रहता है',
    },
    afterClosing: 'pseudonym',
    tables: [
      ...['linkage.patient_mappings', 'linkage.workflows', 'linkage.workflow_moves', 'linkage.deliveries'],
      ...['linkage.patients'],
      ...['linkage.objections', 'linkage.merged_people'],
    ],
  },
  {
    kind: 'requests',
    what: { en: 'What an outside system sent to find you', hi: 'आपको खोजने के लिए बाहरी सिस्टम ने जो भेजा' },
    purpose: { en: 'To find the right person', hi: 'सही व्यक्ति खोजने के लिए' },
    ground: 'care',
    period: { en: 'Encrypted, and for a day after the search ends', hi: 'ताले में, और खोज खत्म होने के एक दिन बाद तक' },
    afterClosing: 'erased',
    tables: ['linkage.requests'],
  },
  {
    kind: 'archive',
    what: {
      en: 'The same, with the result, in an archive, if the people who run this Sehat turned it on',
      hi: 'वही, नतीजे के साथ, पुराने रिकॉर्ड में, अगर इस सेहत को चलाने वालों ने उसे चालू किया है',
    },
    purpose: {
      en: 'So that a court or an audit can see later why records were linked. Each opening is in the audit trail',
      hi: 'ताकि अदालत या जाँच बाद में देख सके कि रिकॉर्ड क्यों जोड़े गए। हर बार खोलना दर्ज होता है',
    },
    ground: 'law',
    period: {
      en: 'Locked with a key of its own, by default for three years. Then it is deleted',
      hi: 'अलग चाबी से ताले में, आम तौर पर तीन साल। उसके बाद मिटा दिया जाता है',
    },
    afterClosing: 'stays',
    tables: ['linkage.archives', 'linkage.archive_openings'],
  },
]
