// Makes pseudo-languages from English: one with accents and 40 % more length, one written from right to left.
import type { Messages } from './text.ts'

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const ACCENTED = 'áƀćďéƒĝĥíĵķĺɱñóƥɋřšťúṽŵẋýžÁƁĆĎÉƑĜĤÍĴĶĹṀÑÓƤɊŘŠŤÚṼŴẊÝŽ'
const LONGER = 0.4

export function toPseudo(messages: Messages, code: string): Messages {
  return Object.fromEntries(
    Object.entries(messages).map(([key, value]) => {
      return [key, typeof value === 'string' ? toPseudoText(value, code) : toPseudo(value, code)]
    }),
  )
}

function toPseudoText(text: string, code: string): string {
  if (code === 'ar-XB') return `\u202e${text}\u202c`
  const accented = text
    .split(/(\{\{\w+\}\})/)
    .map((part) => (part.startsWith('{{') ? part : accent(part)))
    .join('')
  return `[${accented}${' ·'.repeat(Math.ceil((text.length * LONGER) / 2))}]`
}

function accent(text: string): string {
  return Array.from(text, (letter) => {
    const at = PLAIN.indexOf(letter)
    return at < 0 ? letter : Array.from(ACCENTED)[at]
  }).join('')
}
