// Takes money for an invoice, and settles its charges when nothing is due any more.
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import type { EventOrigin, PersonActs } from '../../../platform/work/outbox.ts'
import { lockGroups, updateStatuses } from '../charges/store.ts'
import type { InvoiceId } from '../invoices/contract.ts'
import { decideInvoice, dueOf } from '../invoices/rules.ts'
import { listGroupsOf, listLines, lockInvoice, updateSums } from '../invoices/store.ts'
import { decideCharge } from '../rules.ts'
import { tellSettled } from '../settling/steps.ts'
import type { BillingTables, Charge, Invoice, Payment } from '../tables.ts'
import { advanceTooSmall, cashLimit, type Method, moreThanDue, type PaymentId } from './contract.ts'
import { book, countCash, type Money, requireSession } from './money.ts'
import { lockPayment, updatePayment } from './store.ts'

type Tables = BillingTables

/** An invoice with all charges of its groups, locked: the charges first, so that nobody waits in a circle. */
export interface Locked {
  readonly invoice: Invoice
  /** All charges of the groups. */
  readonly before: readonly Charge[]
}

export async function lockBill(tx: Tx<Tables>, id: InvoiceId): Promise<Locked> {
  const before = await lockGroups(tx, await listGroupsOf(tx, id))
  return { invoice: (await lockInvoice(tx, id)) as Invoice, before }
}

export interface AskedPayment {
  readonly method: Method
  readonly amountPaise: number
  readonly tenderedPaise?: number | undefined
  readonly reference?: string | undefined
  readonly advanceId?: PaymentId | undefined
}

export interface Paid {
  readonly payment: Payment
  readonly invoice: Invoice
}

/** Takes money at a counter. A number of the bank that somebody typed is not confirmed until the bank says it. */
export async function pay(
  tx: Tx<Tables>,
  id: InvoiceId,
  asked: AskedPayment,
  origin: EventOrigin & PersonActs,
): Promise<Paid> {
  const locked = await lockBill(tx, id)
  const { invoice } = locked
  const { method, amountPaise: paise } = asked
  const lowered = requireDue(invoice, paise)
  const { facility_id: facilityId, cell, patient_id: patientId } = invoice
  const sessionId = method === 'cash' ? await requireSession(tx, facilityId, origin.actorId) : null
  if (method === 'cash') await takeCash(tx, invoice, paise)
  if (asked.advanceId) await takeAdvance(tx, { invoice, advanceId: asked.advanceId, paise })
  const cash_paise = invoice.cash_paise + (method === 'cash' ? paise : 0)
  const after = { ...lowered, cash_paise }
  await updateSums(tx, after)
  await settle(tx, { ...locked, invoice: after }, origin)
  const money: Money = {
    ...{ facilityId, cell, patientId, invoiceId: id, direction: 'in', method, paise, sessionId },
    ...{ tenderedPaise: asked.tenderedPaise, reference: asked.reference, advanceId: asked.advanceId },
    isConfirmed: asked.reference === undefined,
  }
  return { payment: await book(tx, money, origin), invoice: after }
}

/** The invoice after a payment of this sum. Throws `more-than-due` when less is due. */
export function requireDue(invoice: Invoice, paise: number): Invoice {
  const decision = decideInvoice(invoice, 'pay', paise)
  if (!('next' in decision)) throw new Problem(moreThanDue, { members: { duePaise: decision.leftPaise } })
  return { ...invoice, ...decision.next }
}

/** The law limits the cash of a day, and that of one invoice over all days. */
async function takeCash(tx: Tx<Tables>, invoice: Invoice, paise: number): Promise<void> {
  const { cash_limit_paise: limit, cash_paise: paid, facility_id: facilityId, cell, patient_id: patientId } = invoice
  if (limit !== null && paid + paise > limit) throw new Problem(cashLimit, { members: { leftPaise: limit - paid } })
  await countCash(tx, { facilityId, cell, payer: patientId ?? invoice.id }, paise)
}

interface AdvanceUse {
  readonly invoice: Invoice
  readonly advanceId: PaymentId
  readonly paise: number
}

/** Uses money of an advance of the same patient, or of one that came too late for this invoice. */
async function takeAdvance(tx: Tx<Tables>, { invoice, advanceId, paise }: AdvanceUse): Promise<void> {
  const advance = await lockPayment(tx, advanceId)
  const isOwn =
    advance?.facility_id === invoice.facility_id &&
    (advance.meant_for === invoice.id || (invoice.patient_id !== null && advance.patient_id === invoice.patient_id))
  const isThere = advance?.status === 'DONE' && advance.direction === 'in' && advance.invoice_id === null
  if (!(isOwn && isThere)) throw invalidField('/advanceId', 'is no advance of this patient here')
  await useAdvance(tx, advance, paise)
}

/** Notes that money of a locked advance is gone. Throws `advance-too-small`. */
export async function useAdvance(tx: Tx<Tables>, advance: Payment, paise: number): Promise<void> {
  const leftPaise = advance.amount_paise - advance.used_paise
  if (paise > leftPaise) throw new Problem(advanceTooSmall, { members: { leftPaise } })
  await updatePayment(tx, { ...advance, used_paise: advance.used_paise + paise })
}

/** Settles the charges of the invoice when nothing is due any more, and tells for which groups this is so. */
export async function settle(tx: Tx<Tables>, { invoice, before }: Locked, origin: EventOrigin): Promise<void> {
  if (dueOf(invoice) > 0) return
  const own = new Set((await listLines(tx, [invoice.id])).map(({ charge }) => charge.id))
  const settled = before.flatMap((charge): Charge[] => {
    const decision = own.has(charge.id) ? decideCharge(charge.status, 'settle') : undefined
    return decision && 'next' in decision ? [{ ...charge, status: decision.next, status_at: tx.clock.now() }] : []
  })
  await updateStatuses(tx, settled, { status: 'SETTLED', status_at: tx.clock.now() })
  await tellSettled(tx, { before, changed: settled }, origin)
}
