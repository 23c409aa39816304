// Words that come from the server in each language.
import { useText } from '../../i18n/language.ts'

interface Words {
  readonly en: string
  readonly hi: string
}

/** Picks the words of the current language. */
export function useWords(): (words: Words) => string {
  const { language } = useText()
  return (words) => (language.code === 'hi' ? words.hi : words.en)
}
