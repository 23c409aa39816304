// Makes the pages of a receipt and of a credit note.
import { html } from '../../../platform/print/markup.ts'
import { type Print, type PrintLanguage, toPrintedTime, toRupees, toTable } from '../../../platform/print/page.ts'
import type { InvoiceView } from '../invoices/views.ts'
import type { PaymentView } from '../payments/views.ts'
import { type BillSheet, toIssuer } from './bill.ts'
import { toRupeesInWords } from './in-words.ts'
import { WORDS } from './words.ts'

interface Shown {
  readonly issuer: InvoiceView['issuer']
  readonly patientName: string | undefined
  readonly language: PrintLanguage
  readonly sheet: BillSheet
}

interface ReceiptParts extends Shown {
  readonly payment: PaymentView
  /** The number of the bill. Undefined for an advance. */
  readonly invoiceNumber: string | undefined
}

export function toReceiptPrint(parts: ReceiptParts): Print {
  const { payment, invoiceNumber, issuer, patientName, language, sheet } = parts
  const words = WORDS[language]
  const { direction, amountPaise, method, reference, receiptNumber = '', tenderedPaise, changePaise, at } = payment
  const isOut = direction === 'out'
  const isAhead = invoiceNumber === undefined && !isOut
  const title = isOut ? words.refundReceipt : isAhead ? words.advanceReceipt : words.receipt
  const rows = [
    [isOut ? words.givenTo : words.received, patientName ?? words.nobody],
    ...(invoiceNumber === undefined ? [] : [[words.forBill, invoiceNumber]]),
    [words.method, words[method]],
    ...(reference === undefined ? [] : [[words.reference, reference]]),
    ...(tenderedPaise === undefined ? [] : [[words.tendered, toRupees(tenderedPaise, language)]]),
    ...(changePaise === undefined ? [] : [[words.change, toRupees(changePaise, language)]]),
  ]
  const facts = rows.map(([name, value]) => html`<tr><td>${name}</td><td>${value}</td></tr>`)
  const body = html`${toIssuer(issuer, words)}
<h2>${title}</h2>
<p>${words.number} <b>${receiptNumber}</b>, ${toPrintedTime(new Date(at), language)}</p>
<table><tbody>${facts}
<tr class="sum"><td class="strong">${words.amount}</td><td class="strong">${toRupees(amountPaise, language)}</td></tr>
</tbody></table>
<p>${toRupeesInWords(amountPaise, language)}</p>
<p class="small">${isAhead ? words.forAdvance : undefined}
${payment.isConfirmed ? undefined : words.notConfirmed}</p>
<p class="foot">${words.signature}: ____________________</p>`
  return { sheet, language, title: `${title} ${receiptNumber}`, body }
}

interface NoteParts extends Shown {
  readonly invoice: InvoiceView
  readonly note: InvoiceView['creditNotes'][number]
}

export function toNotePrint({ invoice, note, issuer, patientName, language, sheet }: NoteParts): Print {
  const words = WORDS[language]
  const rows = note.lines.map(({ line, quantity, totalPaise }) => {
    const of = invoice.lines.find((one) => one.line === line)
    const rate = !of || of.taxBasisPoints === 0 ? words.exempt : `${of.taxBasisPoints / 100} %`
    return [of?.text ?? '', of?.hsnSac ?? '', quantity, rate, toRupees(totalPaise, language)]
  })
  const columns = [
    ...[{ name: words.what }, { name: words.hsn }, { name: words.quantity, isNumber: true }],
    ...[
      { name: words.tax, isNumber: true },
      { name: words.amount, isNumber: true },
    ],
  ]
  const sums = [
    ...[[words.taxable, note.taxablePaise] as const, [words.cgst, note.cgstPaise] as const],
    [words.sgst, note.sgstPaise] as const,
  ].filter(([, paise]) => note.cgstPaise > 0 && paise > 0)
  const body = html`${toIssuer(issuer, words)}
<h2>${words.creditNote}</h2>
<p>${words.number} <b>${note.number}</b>, ${toPrintedTime(new Date(note.writtenAt), language)}</p>
<p>${words.toBill} <b>${invoice.number}</b>, ${toPrintedTime(new Date(invoice.issuedAt), language)}</p>
<p>${words.patient}: <b>${patientName ?? words.nobody}</b></p>
<p>${words.reason}: ${note.reason}</p>
${toTable(columns, rows)}
${sums.map(([name, paise]) => html`<p>${name}: ${toRupees(paise, language)}</p>`)}
<p class="strong">${words.total}: ${toRupees(note.totalPaise, language)}</p>
<p>${toRupeesInWords(note.totalPaise, language)}</p>
<p class="foot">${words.signature}: ____________________</p>`
  return { sheet, language, title: `${words.creditNote} ${note.number}`, body }
}
