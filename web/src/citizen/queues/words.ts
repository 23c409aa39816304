// The words of the board and of the place in the queue. They have no face of their own: a face makes the first file of
// every page longer, and these two pages are opened by a link.
import { useEffect, useState } from 'react'
import { createFormat, type Format } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { type Language, OFFERED } from '../../i18n/languages.ts'
import { type Messages, textOf, type Values } from '../../i18n/text.ts'

const files = import.meta.glob<Messages>('../../i18n/messages/{en,hi}/queue/queue.json', {
  ...{ eager: true, import: 'default' },
})

export interface Words {
  readonly language: Language
  readonly format: Format
  readonly t: (key: string, values?: Values) => string
}

const words: readonly Words[] = OFFERED.flatMap((language) => {
  const queue = files[`../../i18n/messages/${language.code}/queue/queue.json`]
  if (!queue) return []
  const locale = `${language.code}-IN`
  const texts = {
    messages: { queue },
    plurals: new Intl.PluralRules(locale),
    numbers: new Intl.NumberFormat(locale),
  }
  return [{ language, format: createFormat(locale), t: (key, values) => textOf(texts, key, values) }]
})

const TURN_MS = 8_000

/** The words in the language of the page. */
export function useWords(): Words {
  const { language } = useText()
  return words.find((one) => one.language.code === language.code) ?? (words[0] as Words)
}

/** The words of one language after the other: the board hangs where people of both read it. */
export function useWordsInTurn(): Words {
  const [nth, setNth] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setNth((before) => before + 1), TURN_MS)
    return () => clearInterval(timer)
  }, [])
  return words[nth % words.length] as Words
}
