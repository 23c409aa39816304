// The words of a printed prescription, in the languages of prints.
import type { PrintLanguage } from '../../../platform/print/page.ts'
import type { ROUTES } from '../contract.ts'

const en = {
  title: 'Prescription',
  version: 'Version',
  amended: 'AMENDED',
  replaces: 'It replaces the version before.',
  replaced: 'REPLACED BY VERSION',
  stopped: 'STOPPED: no pharmacy gives anything of it',
  expired: 'EXPIRED',
  because: 'Reason',
  patient: 'Patient',
  years: 'years',
  female: 'female',
  male: 'male',
  other: 'other',
  unknown: '',
  medicine: 'Medicine',
  take: 'How to take it',
  quantity: 'Quantity',
  morning: 'morning',
  noon: 'noon',
  evening: 'evening',
  night: 'night',
  asNeeded: 'When needed, at most',
  aDay: 'a day',
  forDays: 'days',
  for: 'for',
  ask: 'No other brand without asking the doctor.',
  tele: 'After a visit by video or telephone.',
  repeats: 'May be filled again',
  times: 'times',
  until: 'Valid until',
  signed: 'Signed',
  registration: 'Registration',
  seal: 'Seal',
  show: 'A pharmacy opens it by this code and the year of birth.',
}
type Words = { readonly [Name in keyof typeof en]: string }

const hi: Words = {
  title: 'दवा का पर्चा',
  version: 'संस्करण',
  amended: 'बदला गया',
  replaces: 'यह पिछले संस्करण की जगह है।',
  replaced: 'इसकी जगह अब यह संस्करण है:',
  stopped: 'रोका गया: कोई दवाख़ाना इससे कुछ नहीं देगा',
  expired: 'अवधि पूरी',
  because: 'कारण',
  patient: 'मरीज़',
  years: 'वर्ष',
  female: 'महिला',
  male: 'पुरुष',
  other: 'अन्य',
  unknown: '',
  medicine: 'दवा',
  take: 'कैसे लें',
  quantity: 'मात्रा',
  morning: 'सुबह',
  noon: 'दोपहर',
  evening: 'शाम',
  night: 'रात',
  asNeeded: 'ज़रूरत पर, ज़्यादा से ज़्यादा',
  aDay: 'एक दिन में',
  forDays: 'दिन',
  for: '',
  ask: 'डॉक्टर से पूछे बिना दूसरा ब्रांड नहीं।',
  tele: 'वीडियो या फ़ोन पर दिखाने के बाद।',
  repeats: 'फिर ली जा सकती है',
  times: 'बार',
  until: 'कब तक मान्य',
  signed: 'हस्ताक्षर',
  registration: 'पंजीकरण',
  seal: 'मुहर',
  show: 'दवाख़ाना इस कोड और जन्म के साल से पर्चा खोलता है।',
}
export const WORDS: Readonly<Record<PrintLanguage, Words>> = { en, hi }

type Route = (typeof ROUTES)[number]

/** Only ways that are not obvious stand on the paper: who gets tablets swallows them. */
export const ROUTE_WORDS: Readonly<Record<PrintLanguage, Readonly<Record<Route, string>>>> = {
  en: {
    ...{ oral: '', sublingual: 'under the tongue', topical: 'on the skin', inhaled: 'to breathe in', nasal: 'nose' },
    ...{ ophthalmic: 'eye', otic: 'ear', rectal: 'rectum', vaginal: 'vagina', other: '' },
    ...{ subcutaneous: 'injection under the skin', intramuscular: 'injection into a muscle' },
    intravenous: 'injection into a vein',
  },
  hi: {
    ...{ oral: '', sublingual: 'जीभ के नीचे', topical: 'त्वचा पर', inhaled: 'साँस में लें', nasal: 'नाक में' },
    ...{ ophthalmic: 'आँख में', otic: 'कान में', rectal: 'गुदा में', vaginal: 'योनि में', other: '' },
    ...{ subcutaneous: 'त्वचा के नीचे इंजेक्शन', intramuscular: 'मांसपेशी में इंजेक्शन' },
    intravenous: 'नस में इंजेक्शन',
  },
}
