// What identity keeps of people, why and for how long. Citizens read these words on the page of their privacy.
import type { Kept } from '../../../platform/personal.ts'

export const keeps: readonly Kept[] = [
  {
    kind: 'account',
    what: { en: 'Your name, phone number and password', hi: 'आपका नाम, फ़ोन नंबर और पासवर्ड' },
    purpose: {
      en: 'To sign you in and to send you codes. The password is kept only as a scrambled value.',
      hi: 'आपको साइन इन कराने और कोड भेजने के लिए। पासवर्ड केवल बदले हुए रूप में रखा जाता है।',
    },
    ground: 'service',
    period: { en: 'As long as your account is open', hi: 'जब तक आपका खाता खुला है' },
    afterClosing: 'erased',
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
  },
  {
    kind: 'workplaces',
    what: {
      en: 'Where you work or worked for Sehat, and job offers',
      hi: 'सेहत में आप कहाँ काम करते हैं या करते थे, और काम के प्रस्ताव',
    },
    purpose: {
      en: 'To give staff the right to do their work, and to know later who had which right',
      hi: 'कर्मचारियों को काम का अधिकार देने के लिए, और बाद में यह जानने के लिए कि किसके पास कौन सा अधिकार था',
    },
    ground: 'law',
    period: {
      en: 'Workplaces for as long as Sehat keeps its trail; offers for a month after they end',
      hi: 'काम की जगहें तब तक जब तक सेहत का लेखा रहता है; प्रस्ताव खत्म होने के एक महीने बाद तक',
    },
    afterClosing: 'pseudonym',
  },
]
