// Finds a message, chooses its plural form and fills in its values. The files have the JSON form of i18next.

export type Messages = { readonly [key: string]: string | Messages }
export type Values = Readonly<Record<string, string | number>>

export interface Texts {
  readonly messages: Messages
  readonly plurals: Intl.PluralRules
  readonly numbers: Intl.NumberFormat
}

/** The text of a key such as `centres.found`, with `count` in its plural form. An unknown key gives the key itself. */
export function textOf(texts: Texts, key: string, values: Values = {}): string {
  const { count } = values
  const plural = typeof count === 'number' ? `${key}_${texts.plurals.select(count)}` : key
  const text = lookUp(texts.messages, plural) ?? lookUp(texts.messages, key) ?? lookUp(texts.messages, `${key}_other`)
  if (text === undefined) return key
  return text.replace(/\{\{(\w+)\}\}/g, (all, name: string) => {
    const value = values[name]
    if (value === undefined) return all
    return typeof value === 'number' ? texts.numbers.format(value) : value
  })
}

export function hasText(messages: Messages, key: string): boolean {
  return lookUp(messages, key) !== undefined
}

function lookUp(messages: Messages, key: string): string | undefined {
  let found: string | Messages | undefined = messages
  for (const part of key.split('.')) {
    if (typeof found !== 'object' || !Object.hasOwn(found, part)) return undefined
    found = found[part]
  }
  return typeof found === 'string' ? found : undefined
}
