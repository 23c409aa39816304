// Makes the page of a bill, with what the law wants on it, what was paid, and what was given back of it.
import { html, type Markup } from '../../../platform/print/markup.ts'
import {
  type Print,
  type PrintLanguage,
  toPrintedDay,
  toPrintedTime,
  toRupees,
  toTable,
} from '../../../platform/print/page.ts'
import type { InvoiceView } from '../invoices/views.ts'
import { toRupeesInWords } from './in-words.ts'
import { type BillWords, WORDS } from './words.ts'

/** A5 for the file of the patient, the roll for a counter. */
export type BillSheet = 'a5' | 'roll'

interface BillParts {
  readonly invoice: InvoiceView
  /** Undefined when nobody is named on the bill, or the account of the family is closed. */
  readonly patientName: string | undefined
  readonly language: PrintLanguage
  readonly sheet: BillSheet
}

type Line = InvoiceView['lines'][number]

export function toBillPrint(parts: BillParts): Print {
  const { invoice, language, sheet } = parts
  const words = WORDS[language]
  const { duePaise, refundablePaise, status, kind, number } = invoice
  const mark = status === 'CREDITED' ? words.credited : duePaise === 0 ? words.paid : undefined
  const body = html`${toHead(parts)}
${mark === undefined ? undefined : html`<p><span class="mark strong">${mark}</span></p>`}
${sheet === 'a5' ? toLines(invoice, language) : toRollLines(invoice, language)}
${toSums(invoice, language)}
<p>${toRupeesInWords(invoice.totalPaise, language)}</p>
${toRates(parts)}
${toHistory(invoice, language)}
<p class="strong">${duePaise > 0 ? `${words.due}: ${toRupees(duePaise, language)}` : undefined}
${refundablePaise > 0 ? `${words.refundable}: ${toRupees(refundablePaise, language)}` : undefined}</p>
<p class="foot">${words.inside} ${words.reverse}<br><br>${words.signature}: ____________________</p>`
  return { sheet, language, title: `${words[kind]} ${number}`, body }
}

function toHead({ invoice, patientName, language, sheet }: BillParts): Markup {
  const words = WORDS[language]
  const { issuer, kind, number, issuedAt } = invoice
  const left = html`<div>${toIssuer(issuer, words)}</div>`
  const right = html`<div><p class="strong">${words[kind]}</p><p>${words.number} <b>${number}</b></p>
<p>${words.date}: ${toPrintedTime(new Date(issuedAt), language)}</p></div>`
  return html`<div${sheet === 'a5' ? html` class="sides"` : undefined}>${left}${right}</div>
<p>${words.patient}: <b>${patientName ?? words.nobody}</b></p>`
}

export function toIssuer({ legalName, address, gstin, stateCode }: InvoiceView['issuer'], words: BillWords): Markup {
  return html`<h1>${legalName}</h1><p class="small">${address}</p>
${gstin === undefined ? undefined : html`<p class="small">${words.gstin} ${gstin}</p>`}
<p class="small">${words.state} ${stateCode}</p>`
}

const percent = (basisPoints: number): string => `${basisPoints / 100} %`
const halfOf = (basisPoints: number): string => percent(basisPoints / 2)

/** The lot of a medicine: its maker, its number and its last day. */
function toBatch({ batch }: Line, language: PrintLanguage): Markup | undefined {
  if (!batch) return undefined
  const words = WORDS[language]
  const maker = batch.maker === undefined ? '' : `, ${words.maker} ${batch.maker}`
  const expires = toPrintedDay(batch.expiresOn, language)
  return html`<br><span class="small">${words.lot} ${batch.lot}, ${words.expires} ${expires}${maker}</span>`
}

function toLines({ lines }: InvoiceView, language: PrintLanguage): Markup {
  const words = WORDS[language]
  const money = (paise: number) => toRupees(paise, language)
  const columns = [
    ...[{ name: '#' }, { name: words.what }, { name: words.hsn }, { name: words.quantity, isNumber: true }],
    ...[
      { name: words.rate, isNumber: true },
      { name: words.discount, isNumber: true },
    ],
    ...[
      { name: words.tax, isNumber: true },
      { name: words.amount, isNumber: true },
    ],
  ]
  const rows = lines.map((line) => [
    ...[line.line, [line.text, toBatch(line, language)], line.hsnSac ?? '', line.quantity, money(line.unitPricePaise)],
    line.discountPaise === 0 ? '' : money(line.discountPaise),
    line.taxBasisPoints === 0 ? words.exempt : percent(line.taxBasisPoints),
    money(line.totalPaise),
  ])
  return toTable(columns, rows)
}

function toRollLines({ lines }: InvoiceView, language: PrintLanguage): Markup {
  const words = WORDS[language]
  const rows = lines.map((line) => {
    const tax = line.taxBasisPoints === 0 ? words.exempt : `${words.tax} ${percent(line.taxBasisPoints)}`
    const less = line.discountPaise === 0 ? '' : `, ${words.discount} ${toRupees(line.discountPaise, language)}`
    const hsn = line.hsnSac === undefined ? '' : `, ${words.hsn} ${line.hsnSac}`
    const price = `${line.quantity} × ${toRupees(line.unitPricePaise, language)}${less}, ${tax}${hsn}`
    const what = html`${line.text}${toBatch(line, language)}<br><span class="small">${price}</span>`
    return [what, toRupees(line.totalPaise, language)]
  })
  return toTable([{ name: words.what }, { name: words.amount, isNumber: true }], rows)
}

function toSums(invoice: InvoiceView, language: PrintLanguage): Markup {
  const words = WORDS[language]
  const { discountPaise, exemptPaise, taxablePaise, cgstPaise, sgstPaise, totalPaise } = invoice
  const rows = [
    ...(discountPaise > 0 ? [[words.discount, discountPaise] as const] : []),
    ...(exemptPaise > 0 ? [[words.ofExempt, exemptPaise] as const] : []),
    ...(taxablePaise > 0 ? [[words.taxable, taxablePaise] as const] : []),
    ...(cgstPaise > 0 ? [[words.cgst, cgstPaise] as const] : []),
    ...(sgstPaise > 0 ? [[words.sgst, sgstPaise] as const] : []),
  ]
  const sums = rows.map(
    ([name, paise]) => html`<tr><td>${name}</td><td class="number">${toRupees(paise, language)}</td></tr>`,
  )
  return html`<table><tbody>${sums}<tr class="sum"><td class="strong">${words.total}</td>
<td class="number strong">${toRupees(totalPaise, language)}</td></tr></tbody></table>`
}

/** The tax of each rate and number of the law. Left out when all is exempt. */
function toRates({ invoice: { byRate }, language, sheet }: BillParts): Markup | undefined {
  const words = WORDS[language]
  const taxed = byRate.filter(({ taxBasisPoints }) => taxBasisPoints > 0)
  if (taxed.length === 0) return undefined
  const money = (paise: number) => toRupees(paise, language)
  if (sheet === 'roll') {
    return html`${taxed.map(
      ({ hsnSac = '', taxBasisPoints, taxablePaise, taxPaise }) =>
        html`<p class="small">${hsnSac} ${words.taxable} ${money(taxablePaise)}, ${words.cgst} ${halfOf(taxBasisPoints)}
${money(taxPaise / 2)}, ${words.sgst} ${halfOf(taxBasisPoints)} ${money(taxPaise / 2)}</p>`,
    )}`
  }
  const columns = [
    ...[{ name: words.hsn }, { name: words.taxable, isNumber: true }],
    ...[
      { name: words.cgst, isNumber: true },
      { name: words.sgst, isNumber: true },
    ],
  ]
  const rows = taxed.map(({ hsnSac = '', taxBasisPoints, taxablePaise, taxPaise }) => {
    // Both halves are equal.
    const half = `${halfOf(taxBasisPoints)}: ${money(taxPaise / 2)}`
    return [hsnSac, money(taxablePaise), half, half]
  })
  return html`<h2>${words.byRate}</h2>${toTable(columns, rows)}`
}

/** What was paid and what was given back, in the order in which it happened. */
function toHistory({ payments, creditNotes }: InvoiceView, language: PrintLanguage): Markup {
  const words = WORDS[language]
  const done = payments.filter(({ status }) => status === 'DONE')
  const paid = done.map((payment) => {
    const { method, direction, amountPaise, receiptNumber = '', reference, at } = payment
    const sum = `${direction === 'out' ? '−' : ''}${toRupees(amountPaise, language)}`
    const how = `${words[method]}${direction === 'out' ? ` (${words.back})` : ''}`
    return [toPrintedTime(new Date(at), language), receiptNumber, [how, reference && html`<br>${reference}`], sum]
  })
  const notes = creditNotes.map(({ number, reason, totalPaise, writtenAt }) => [
    ...[toPrintedTime(new Date(writtenAt), language), number, reason, `−${toRupees(totalPaise, language)}`],
  ])
  const columns = [
    ...[{ name: words.date }, { name: words.number }, { name: words.method }, { name: words.amount, isNumber: true }],
  ]
  const noteColumns = columns.map((column) => (column.name === words.method ? { name: words.reason } : column))
  return html`${paid.length > 0 && html`<h2>${words.payments}</h2>${toTable(columns, paid)}`}
${notes.length > 0 && html`<h2>${words.creditNotes}</h2>${toTable(noteColumns, notes)}`}`
}
