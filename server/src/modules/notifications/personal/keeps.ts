// What notifications keeps of people, why and for how long. Citizens read these words on the page of their privacy.
import type { Kept } from '../../../platform/personal.ts'

export const keeps: readonly Kept[] = [
  {
    kind: 'messages',
    what: {
      en: 'Messages that Sehat sent you: what they say, when and how they left, and the last four digits of the phone',
      hi: 'सेहत के भेजे संदेश: उनमें क्या था, कब और कैसे गए, और फ़ोन के आख़िरी चार अंक',
    },
    purpose: {
      en: 'So that you can read them again, and staff can see whether a message arrived',
      hi: 'ताकि आप उन्हें फिर पढ़ सकें, और कर्मचारी देख सकें कि संदेश पहुँचा या नहीं',
    },
    ground: 'service',
    period: {
      en: 'A year in your messages; 90 days in the list of what was sent',
      hi: 'आपके संदेशों में एक साल; भेजने की सूची में 90 दिन',
    },
    afterClosing: 'erased',
    tables: ['notifications.inbox', 'notifications.notices', 'notifications.deliveries'],
  },
  {
    kind: 'wishes',
    what: {
      en: 'Which messages you want, in which language, by which way, and when Sehat must be quiet',
      hi: 'आपको कौन से संदेश, किस भाषा में, किस तरीके से चाहिए, और सेहत कब चुप रहे',
    },
    purpose: { en: 'To obey it', hi: 'उसे मानने के लिए' },
    ground: 'service',
    period: { en: 'As long as your account is open', hi: 'जब तक आपका खाता खुला है' },
    afterClosing: 'erased',
    tables: ['notifications.people'],
  },
  {
    kind: 'reminders',
    what: {
      en: 'Whether an appointment still stands, and whether a next dose is due',
      hi: 'अपॉइंटमेंट अब भी है या नहीं, और अगली खुराक का समय आया या नहीं',
    },
    purpose: { en: 'To remind only of what still holds', hi: 'केवल उसी की याद दिलाने के लिए जो अब भी सही है' },
    ground: 'service',
    period: {
      en: 'Next doses: as long as your account is open. Appointments: by their number only, without a name',
      hi: 'अगली खुराकें: जब तक आपका खाता खुला है। अपॉइंटमेंट: केवल नंबर से, नाम के बिना',
    },
    afterClosing: 'pseudonym',
    tables: ['notifications.subjects'],
  },
]
