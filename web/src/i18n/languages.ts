// The languages of the web app, each with the name that its own readers use.

export interface Language {
  readonly code: string
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
  /**
   * Sehat offers complete languages only. A new translation begins with its folder under messages/ and `false` here.
   */
  readonly isComplete: boolean
}

export const LANGUAGES: readonly Language[] = [
  { code: 'en', name: 'English', direction: 'ltr', isComplete: true },
  { code: 'hi', name: 'हिन्दी', direction: 'ltr', isComplete: true },
  { code: 'bn', name: 'বাংলা', direction: 'ltr', isComplete: false },
  { code: 'te', name: 'తెలుగు', direction: 'ltr', isComplete: false },
  { code: 'mr', name: 'मराठी', direction: 'ltr', isComplete: false },
  { code: 'ta', name: 'தமிழ்', direction: 'ltr', isComplete: false },
  { code: 'gu', name: 'ગુજરાતી', direction: 'ltr', isComplete: false },
  { code: 'ur', name: 'اردو', direction: 'rtl', isComplete: false },
  { code: 'kn', name: 'ಕನ್ನಡ', direction: 'ltr', isComplete: false },
  { code: 'ml', name: 'മലയാളം', direction: 'ltr', isComplete: false },
  { code: 'or', name: 'ଓଡ଼ିଆ', direction: 'ltr', isComplete: false },
  { code: 'pa', name: 'ਪੰਜਾਬੀ', direction: 'ltr', isComplete: false },
  { code: 'as', name: 'অসমীয়া', direction: 'ltr', isComplete: false },
]

/** Made from English, to find text that is cut off and layouts that break from right to left. */
export const PSEUDO_LANGUAGES: readonly Language[] = [
  { code: 'en-XA', name: 'Ŝéĥáť', direction: 'ltr', isComplete: false },
  { code: 'ar-XB', name: 'Sehat →', direction: 'rtl', isComplete: false },
]

export const OFFERED = LANGUAGES.filter(({ isComplete }) => isComplete)

export function findLanguage(code: string | null | undefined): Language | undefined {
  return [...OFFERED, ...PSEUDO_LANGUAGES].find((language) => language.code === code)
}
