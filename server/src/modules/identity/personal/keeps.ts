// What identity keeps of people, why and for how long. Citizens read these words on the page of their privacy.
import type { Kept } from '../../../platform/personal.ts'

export const keeps: readonly Kept[] = [
  {
    kind: 'account',
    what: { en: 'Your name, phone number, mail address and password', hi: 'आपका नाम, फ़ोन नंबर, ईमेल पता और पासवर्ड' },
    purpose: {
      en: 'To sign you in and to send you codes. The password is kept only as a scrambled value.',
      hi: 'आपको साइन इन कराने और कोड भेजने के लिए। पासवर्ड केवल बदले हुए रूप में रखा जाता है।',
    },
    ground: 'service',
    period: { en: 'As long as your account is open', hi: 'जब तक आपका खाता खुला है' },
    afterClosing: 'erased',
    tables: ['identity.accounts', 'identity.phones'],
  },
  {
    kind: 'sign-ins',
    what: { en: 'Where and when you signed in, and your devices', hi: 'आपने कहाँ और कब साइन इन किया, और आपके डिवाइस' },
    purpose: {
      en: 'To show you your sign-ins and to warn you of a new device',
      hi: 'आपके साइन इन दिखाने और नए डिवाइस की चेतावनी देने के लिए',
    },
    ground: 'safety',
    period: { en: 'Until the sign-in ends; devices for 400 days', hi: 'साइन इन खत्म होने तक; डिवाइस 400 दिन तक' },
    afterClosing: 'erased',
    tables: ['identity.sessions', 'identity.devices'],
  },
  {
    kind: 'factors',
    what: {
      en: 'Your passkeys, authenticator app, recovery codes and connected outside accounts',
      hi: 'आपकी पासकी, ऑथेंटिकेटर ऐप, रिकवरी कोड और जुड़े बाहरी खाते',
    },
    purpose: {
      en: 'To sign you in more safely. Secrets are kept encrypted or as a scrambled value',
      hi: 'आपको ज़्यादा सुरक्षा से साइन इन कराने के लिए। गुप्त बातें ताले में या बदले हुए रूप में रहती हैं',
    },
    ground: 'safety',
    period: { en: 'Until you remove them or close the account', hi: 'जब तक आप उन्हें न हटाएँ या खाता बंद न करें' },
    afterClosing: 'erased',
    tables: [
      ...['identity.passkeys', 'identity.totps', 'identity.recovery_codes', 'identity.outside_accounts'],
      'identity.challenges',
    ],
  },
  {
    kind: 'codes',
    what: {
      en: 'That a code was sent to your phone or mail address, and wrong tries. It is kept as a scrambled value',
      hi: 'कि आपके फ़ोन या ईमेल पर कोड भेजा गया, और गलत कोशिशें। यह बदले हुए रूप में रखा जाता है',
    },
    purpose: { en: 'So that nobody guesses your code', hi: 'ताकि कोई आपका कोड अंदाज़े से न खोल सके' },
    ground: 'safety',
    period: { en: 'A day after the last code', hi: 'आख़िरी कोड के एक दिन बाद तक' },
    afterClosing: 'erased',
    tables: ['identity.codes'],
  },
  {
    kind: 'offers',
    what: { en: 'Offers of work to your phone', hi: 'आपके फ़ोन पर काम के प्रस्ताव' },
    purpose: { en: 'So that you can accept or decline them', hi: 'ताकि आप उन्हें मान या मना कर सकें' },
    ground: 'service',
    period: { en: 'A month after they end', hi: 'खत्म होने के एक महीने बाद तक' },
    afterClosing: 'erased',
    tables: ['identity.offers'],
  },
  {
    kind: 'workplaces',
    what: {
      en: 'Where you work or worked for Sehat',
      hi: 'सेहत में आप कहाँ काम करते हैं या करते थे',
    },
    purpose: {
      en: 'To give staff the right to do their work, and to know later who had which right',
      hi: 'कर्मचारियों को काम का अधिकार देने के लिए, और बाद में यह जानने के लिए कि किसके पास कौन सा अधिकार था',
    },
    ground: 'law',
    period: {
      en: 'For as long as Sehat keeps its trail of who did what',
      hi: 'जब तक सेहत यह लेखा रखता है कि किसने क्या किया',
    },
    afterClosing: 'pseudonym',
    tables: ['identity.workplaces'],
  },
]
