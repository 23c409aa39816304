// Writes HTML: whatever is put into it is escaped, unless it is HTML that this file made.

/** HTML that is safe to show. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** What may stand in HTML. Lists follow each other; undefined, null and false leave nothing. */
export type Printable = string | number | Markup | undefined | null | false | readonly Printable[]

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function toText(value: Printable): string {
  if (value instanceof Markup) return value.text
  if (value === undefined || value === null || value === false) return ''
  if (typeof value === 'object') return value.map(toText).join('')
  return String(value).replace(/[&<>"']/g, (sign) => ESCAPED[sign] as string)
}

/** Makes HTML of a template. Values may stand between tags and in attributes with quotes. */
export function html(parts: TemplateStringsArray, ...values: readonly Printable[]): Markup {
  return new Markup(parts.map((part, index) => `${part}${index < values.length ? toText(values[index]) : ''}`).join(''))
}
