// Makes the page of a print: its size, its letters, and the rules by which a table or a sum looks alike on all prints.
import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { oneOf, Type } from '../contract.ts'
import type { ToPdf } from '../ports/pdf.ts'
import { html, Markup, type Printable } from './markup.ts'

export const PRINT_LANGUAGES = ['en', 'hi'] as const
export type PrintLanguage = (typeof PRINT_LANGUAGES)[number]

/** The sheets: a report, a prescription, a roll of 80 mm at a counter, and a label for a tube or a box. */
const SHEETS = {
  a4: { page: 'size: A4; margin: 14mm', width: '182mm', text: '10.5pt' },
  a5: { page: 'size: A5; margin: 10mm', width: '128mm', text: '9.5pt' },
  roll: { page: 'size: 80mm 200mm; margin: 4mm', width: '72mm', text: '9pt' },
  label: { page: 'size: 50mm 25mm; margin: 1.5mm', width: '47mm', text: '6.5pt' },
} as const
export type Sheet = keyof typeof SHEETS

// "Noto Sans Devanagari" and "Lohit Devanagari" draw Hindi with its joined letters on Linux, the others elsewhere.
const LETTERS = 'system-ui, "Noto Sans", "Noto Sans Devanagari", "Nirmala UI", "Lohit Devanagari", "Mangal", sans-serif'

const styleOf = (sheet: Sheet): string => {
  const { page, width, text } = SHEETS[sheet]
  return `@page { ${page} }
* { box-sizing: border-box }
body { max-width: ${width}; margin: 0 auto; font: ${text}/1.4 ${LETTERS}; color: #000; background: #fff }
@media screen { body { padding: ${sheet === 'label' ? '1.5mm' : '6mm'} } }
h1 { font-size: 1.35em; margin: 0 0 .2em } h2 { font-size: 1.1em; margin: 1em 0 .3em } p { margin: 0 0 .35em }
table { width: 100%; border-collapse: collapse; margin: .5em 0 }
th, td { text-align: left; vertical-align: top; padding: .25em .4em .25em 0; border-bottom: .2mm solid #999 }
thead { display: table-header-group } tr { break-inside: avoid }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.sum { font-weight: 700; border-top: .4mm solid #000 } .small { font-size: .85em } .strong { font-weight: 700 }
.sides { display: flex; justify-content: space-between; gap: 1em } .mark { border: .4mm solid #000; padding: .1em .4em }
/* Each label stands on a sheet of its own. */
.next { break-before: page }
.line { white-space: nowrap; overflow: hidden; text-overflow: ellipsis } .code svg { display: block }
.code { width: ${sheet === 'label' ? '19mm' : '24mm'}; flex: none } .code svg { width: 100%; height: auto }
.foot { margin-top: 1em; padding-top: .4em; border-top: .2mm solid #999; font-size: .85em }`
}
const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

interface Style {
  readonly text: string
  /** What a page of this style may do: show this style, and nothing else. It stands in the page, so a copy keeps it. */
  readonly policy: string
}

function toStyle(sheet: Sheet): Style {
  const text = styleOf(sheet)
  return { text, policy: `default-src 'none'; style-src ${hashOf(text)}; base-uri 'none'; form-action 'none'` }
}
const STYLES = Object.fromEntries(Object.keys(SHEETS).map((sheet) => [sheet, toStyle(sheet as Sheet)])) as {
  readonly [sheet in Sheet]: Style
}

export interface Print {
  readonly sheet: Sheet
  readonly language: PrintLanguage
  /** The title of the window, and of a PDF. Nobody's name: a browser prints it at the edge of the paper. */
  readonly title: string
  readonly body: Markup
}

/** The whole page, as it is sent, kept, or printed. It loads nothing and runs nothing. */
export function toPage({ sheet, language, title, body }: Print): string {
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${STYLES[sheet].policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Markup(STYLES[sheet].text)}</style>
</head>
<body>
${body}
</body>
</html>
`
  return page.text
}

/** A table of rows. A column with `isNumber` stands at the right. */
export function toTable(
  columns: readonly { readonly name: Printable; readonly isNumber?: boolean }[],
  rows: readonly (readonly Printable[])[],
): Markup {
  const cellOf = (value: Printable, index: number) =>
    columns[index]?.isNumber ? html`<td class="number">${value}</td>` : html`<td>${value}</td>`
  const heads = columns.map(({ name, isNumber }) =>
    isNumber ? html`<th class="number" scope="col">${name}</th>` : html`<th scope="col">${name}</th>`,
  )
  const lines = rows.map((row) => html`<tr>${row.map(cellOf)}</tr>\n`)
  return html`<table><thead><tr>${heads}</tr></thead>
<tbody>
${lines}</tbody></table>`
}

/** The schema of the answer of a route that prints. */
export const Printed = Type.String({ description: 'An HTML page to print, or the bytes of a PDF.' })

/** What every route that prints lets its caller choose. A PDF needs a browser on the machine of the server. */
export const printQuery = {
  language: oneOf(PRINT_LANGUAGES, { default: 'en' }),
  form: oneOf(['page', 'pdf'], { default: 'page' }),
}

/** Sends what is to be printed, as a page or as a PDF. Throws `no-browser` (501) when no browser can make the PDF. */
export async function sendPrint(
  { toPdf }: { readonly toPdf: ToPdf },
  reply: FastifyReply,
  print: Print,
  form: 'page' | 'pdf',
): Promise<string> {
  const policy = `${STYLES[print.sheet].policy}; frame-ancestors 'none'`
  void reply.header('content-security-policy', policy)
  if (form === 'page') {
    void reply.type('text/html; charset=utf-8')
    return toPage(print)
  }
  const bytes = await toPdf(toPage(print))
  void reply.type('application/pdf').header('content-disposition', 'inline; filename="print.pdf"')
  // Fastify sends bytes as they are: the schema of the answer is for the page.
  return bytes as unknown as string
}

const LOCALES: Record<PrintLanguage, string> = { en: 'en-IN', hi: 'hi-IN' }

/** Paise as rupees, such as ₹1,23,456.50. */
export const toRupees = (paise: number, language: PrintLanguage): string =>
  new Intl.NumberFormat(`${LOCALES[language]}-u-nu-latn`, { style: 'currency', currency: 'INR' }).format(paise / 100)

/** A day (YYYY-MM-DD) as people write it, such as 2 Mar 2026. */
export const toPrintedDay = (day: string, language: PrintLanguage): string =>
  new Intl.DateTimeFormat(`${LOCALES[language]}-u-nu-latn`, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** An instant with its time in India, such as 2 Mar 2026, 10:30 am. */
export const toPrintedTime = (instant: Date, language: PrintLanguage): string =>
  new Intl.DateTimeFormat(`${LOCALES[language]}-u-nu-latn`, {
    ...{ dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Kolkata' },
  }).format(instant)
