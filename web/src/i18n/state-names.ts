// Names of the states and union territories in other languages. Districts and centres keep the names of the data.
import type { Language } from './languages.ts'

/** By language, then by the name in data/places. Without an entry a page shows the name in data/places. */
export const STATE_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  hi: {
    'Andaman and Nicobar Islands': 'अंडमान और निकोबार द्वीपसमूह',
    'Andhra Pradesh': 'आंध्र प्रदेश',
    'Arunachal Pradesh': 'अरुणाचल प्रदेश',
    Assam: 'असम',
    Bihar: 'बिहार',
    Chandigarh: 'चंडीगढ़',
    Chhattisgarh: 'छत्तीसगढ़',
    'Dadra and Nagar Haveli and Daman and Diu': 'दादरा और नगर हवेली और दमन और दीव',
    Delhi: 'दिल्ली',
    Goa: 'गोवा',
    Gujarat: 'गुजरात',
    Haryana: 'हरियाणा',
    'Himachal Pradesh': 'हिमाचल प्रदेश',
    'Jammu and Kashmir': 'जम्मू और कश्मीर',
    Jharkhand: 'झारखंड',
    Karnataka: 'कर्नाटक',
    Kerala: 'केरल',
    Ladakh: 'लद्दाख',
    Lakshadweep: 'लक्षद्वीप',
    'Madhya Pradesh': 'मध्य प्रदेश',
    Maharashtra: 'महाराष्ट्र',
    Manipur: 'मणिपुर',
    Meghalaya: 'मेघालय',
    Mizoram: 'मिज़ोरम',
    Nagaland: 'नागालैंड',
    Odisha: 'ओडिशा',
    Puducherry: 'पुदुच्चेरी',
    Punjab: 'पंजाब',
    Rajasthan: 'राजस्थान',
    Sikkim: 'सिक्किम',
    'Tamil Nadu': 'तमिलनाडु',
    Telangana: 'तेलंगाना',
    Tripura: 'त्रिपुरा',
    'Uttar Pradesh': 'उत्तर प्रदेश',
    Uttarakhand: 'उत्तराखंड',
    'West Bengal': 'पश्चिम बंगाल',
  },
}

export const stateName = (name: string, { code }: Pick<Language, 'code'>): string => STATE_NAMES[code]?.[name] ?? name

/** A district with its state, as in a postal address. */
export const districtName = (
  place: { readonly district: string; readonly state: string },
  language: Language,
): string => `${place.district}, ${stateName(place.state, language)}`
