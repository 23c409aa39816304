// Pure decisions about an invoice: its kind, and what may be paid, credited and given back of it.
import type { InvoiceKind, InvoiceStatus } from './contract.ts'

/** The lines choose the kind of the bill: rules 46, 46A and 49 of the tax law. */
export function toKind(lines: readonly { readonly basis_points: number }[]): InvoiceKind {
  const taxed = lines.filter(({ basis_points }) => basis_points > 0).length
  if (taxed === 0) return 'bill-of-supply'
  return taxed === lines.length ? 'tax-invoice' : 'invoice-cum-bill'
}

export interface InvoiceMoney {
  readonly total_paise: number
  readonly paid_paise: number
  readonly refunded_paise: number
  readonly credited_paise: number
}

/** What the invoice costs now, less what was paid and not given back. Never below 0. */
export const dueOf = (money: InvoiceMoney): number => Math.max(0, costOf(money) - keptOf(money))

/** What was paid for it beyond what it costs now. Never below 0. */
export const refundableOf = (money: InvoiceMoney): number => Math.max(0, keptOf(money) - costOf(money))

const costOf = ({ total_paise, credited_paise }: InvoiceMoney): number => total_paise - credited_paise
const keptOf = ({ paid_paise, refunded_paise }: InvoiceMoney): number => paid_paise - refunded_paise

/** The state follows from the sums alone. */
export function statusOf(money: InvoiceMoney): InvoiceStatus {
  if (costOf(money) === 0) return 'CREDITED'
  if (dueOf(money) === 0) return 'PAID'
  return keptOf(money) > 0 ? 'PART_PAID' : 'ISSUED'
}

export const INVOICE_EVENTS = ['pay', 'credit', 'refund'] as const
export type InvoiceEvent = (typeof INVOICE_EVENTS)[number]

const COLUMNS = { pay: 'paid_paise', credit: 'credited_paise', refund: 'refunded_paise' } as const
const LEFT: Readonly<Record<InvoiceEvent, (money: InvoiceMoney) => number>> = {
  pay: dueOf,
  credit: costOf,
  refund: refundableOf,
}

type Decision = { readonly next: InvoiceMoney & { readonly status: InvoiceStatus } } | { readonly leftPaise: number }

/** The sums and the state after an event, or how much is left for it. Nothing else changes the sums of an invoice. */
export function decideInvoice(money: InvoiceMoney, event: InvoiceEvent, paise: number): Decision {
  const leftPaise = LEFT[event](money)
  if (paise <= 0 || paise > leftPaise) return { leftPaise }
  const { total_paise, paid_paise, refunded_paise, credited_paise } = money
  const sums = { total_paise, paid_paise, refunded_paise, credited_paise }
  const after = { ...sums, [COLUMNS[event]]: sums[COLUMNS[event]] + paise }
  return { next: { ...after, status: statusOf(after) } }
}
