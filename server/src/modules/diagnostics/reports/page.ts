// Makes the page of a report. The same version of a report gives the same page, whatever was corrected since.
import { html, type Markup } from '../../../platform/print/markup.ts'
import { type Print, type PrintLanguage, toPrintedTime, toTable } from '../../../platform/print/page.ts'
import { toReference } from '../orders/views.ts'
import type { Order, OrderLine, Report, ReportSnapshot, Result } from '../tables.ts'
import { WORDS } from './words.ts'

export interface ReportParts {
  readonly order: Order
  readonly lines: readonly OrderLine[]
  readonly results: readonly Result[]
  readonly report: Report
  readonly snapshot: ReportSnapshot
  readonly language: PrintLanguage
  /** Results that the reader may see later only: until when, by line. */
  readonly hidden: ReadonlyMap<number, Date>
}

export function toReportPrint(parts: ReportParts): Print {
  const { order, report, snapshot, language } = parts
  const words = WORDS[language]
  const { patient, lab, doctorName } = snapshot
  const gender = words[patient.gender as 'female'] ?? ''
  const corrected = report.is_corrected ? html`<span class="mark strong">${words.corrected}</span>` : undefined
  const body = html`<div class="sides"><div><h1>${lab.name}</h1><p class="small">${lab.address}</p></div>
<div><p class="strong">${words.title}</p><p>${words.version} ${report.version}</p>${corrected}</div></div>
<p>${words.patient}: <b>${patient.name}</b>, ${gender} ${words.born} ${patient.birthYear}</p>
<p>${words.order}: ${toReference(order.id)}, ${words.ordered} ${toPrintedTime(order.placed_at, language)}</p>
${doctorName === undefined ? undefined : html`<p>${words.doctor}: ${doctorName}</p>`}
${toRows(parts)}
<p class="foot">${words.noRange}</p>`
  return { sheet: 'a4', language, title: `${words.title} ${toReference(order.id)}`, body }
}

function toRows({ lines, results, report, language, hidden }: ReportParts): Markup {
  const words = WORDS[language]
  const columns = [
    ...[{ name: words.test }, { name: words.value, isNumber: true }, { name: words.range, isNumber: true }],
    ...[{ name: words.flag }, { name: words.final }],
  ]
  const rows = report.results.flatMap(({ line: number, version }) => {
    const line = lines.find((one) => one.line === number)
    const result = results.find((one) => one.line === number && one.version === version)
    if (!line || !result) return []
    const until = hidden.get(number)
    if (until) return [[line.name, `${words.later} ${toPrintedTime(until, language)}`, '', '', '']]
    const was = result.status === 'CORRECTED' ? html`<br>${words.corrected}: ${words.was}` : undefined
    const final = result.authorised_at ? toPrintedTime(result.authorised_at, language) : ''
    const value = [result.value, result.unit].filter((part) => part !== null).join(' ')
    return [[line.name, value, toRange(result), [words[result.flag], was, note(result)], final]]
  })
  return toTable(columns, rows)
}

const note = ({ note: said }: Result) => (said === null ? undefined : html`<br>${said}`)

function toRange({ low, high }: Result): string {
  if (low !== null && high !== null) return `${low} – ${high}`
  if (low !== null) return `≥ ${low}`
  return high === null ? '' : `≤ ${high}`
}
