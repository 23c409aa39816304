// Puts values into the text of a template, in the form that people read. The registered form has {#var#} instead.
import { dayInIndia, timeInIndia } from '../../../platform/clock.ts'
import type { Language, Template } from '../contract.ts'
import { subjectOf, textOf } from './templates.ts'

/** The operators take at most so many signs for one value. */
export const VALUE_SIGNS_MAX = 30

const PLACEHOLDER = /\{(\w+)\}/g

const UNKNOWN_DEVICE = { en: 'a new device', hi: 'किसी नए डिवाइस' } as const
const TO = { en: 'to', hi: 'से' } as const

function toDay(day: string, language: Language): string {
  const form = { weekday: 'short', day: 'numeric', month: 'long', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(`${language}-IN-u-nu-latn`, form).format(new Date(`${day}T00:00:00Z`))
}

const WORD_SIGNS_MIN = 12

/** Cuts a long text at the end of a word, unless that leaves too little of it. */
export function shorten(text: string): string {
  const plain = text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  if (plain.length <= VALUE_SIGNS_MAX) return plain
  const atWord = plain.lastIndexOf(' ', VALUE_SIGNS_MAX - 1)
  return `${plain.slice(0, atWord > WORD_SIGNS_MIN ? atWord : VALUE_SIGNS_MAX - 1).replace(/[\s,.]+$/, '')}…`
}

/** Values that are not written as they are. */
const readers: Readonly<Record<string, (value: string, language: Language) => string>> = {
  day: toDay,
  untilDay: toDay,
  window: (window, language) => window.replace('-', ` ${TO[language]} `),
  place: shorten,
  device: shorten,
}

export interface Rendered {
  readonly subject: string
  readonly text: string
}

/** The message in this language. A value that the notice lacks stays empty, so that a message never fails on it. */
export function render(template: Template, params: Readonly<Record<string, string>>, language: Language): Rendered {
  const fill = (_: string, name: string): string => {
    const value = params[name] ?? ''
    if (value === '') return name === 'device' ? UNKNOWN_DEVICE[language] : ''
    return readers[name]?.(value, language) ?? value
  }
  return { subject: subjectOf(template, language), text: textOf(template, language).replace(PLACEHOLDER, fill) }
}

/** The text as it is registered with the operators. */
export function toRegisteredForm(template: Template, language: Language): string {
  return textOf(template, language).replace(PLACEHOLDER, '{#var#}')
}

/** Whether a message is the registered text with values in the places of {#var#}. */
export function fitsRegistered(text: string, registered: string): boolean {
  const parts = registered.split('{#var#}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join(`.{1,${VALUE_SIGNS_MAX}}`)}$`, 'u').test(text)
}

/** The address of this installation, as short as the operators take it. Phones find a link without its scheme, too. */
export function toSite(publicUrl: string): string {
  return publicUrl.length <= VALUE_SIGNS_MAX ? publicUrl : publicUrl.replace(/^https?:\/\//, '')
}

/** The values of an instant: its day and its clock time in India. */
export const toDayAndTime = (at: Date): { day: string; time: string } => ({
  day: dayInIndia(at),
  time: timeInIndia(at),
})
