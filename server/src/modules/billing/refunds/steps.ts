// Gives money back, by the way it came, and takes advances.
import type { Tx } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import type { EventOrigin, PersonActs } from '../../../platform/work/outbox.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { InvoiceId } from '../invoices/contract.ts'
import { decideInvoice } from '../invoices/rules.ts'
import { lockInvoice, updateSums } from '../invoices/store.ts'
import { type Method, moreThanRefundable, noSession, type PaymentId, refundMethod } from '../payments/contract.ts'
import { book, countCash, type Money, requireSession } from '../payments/money.ts'
import { useAdvance } from '../payments/steps.ts'
import { findPayment, listPaymentsOf, lockPayment } from '../payments/store.ts'
import type { CashSessionId } from '../sessions/contract.ts'
import { lockSession } from '../sessions/store.ts'
import type { BillingTables, Invoice, Payment } from '../tables.ts'

type Tables = BillingTables
type Origin = EventOrigin & PersonActs

export interface AskedRefund {
  readonly method: Exclude<Method, 'advance'>
  readonly amountPaise: number
  readonly reference?: string | undefined
  /** The drawer that pays, when an administrator gives cash back who has none. */
  readonly sessionId?: CashSessionId | undefined
  readonly reason?: string | undefined
}

export interface Refunding {
  readonly asked: AskedRefund
  /** An administrator may give money back in another way than it came. */
  readonly maySign: boolean
  readonly origin: Origin
}

/** Gives back what was paid for an invoice beyond what it costs now. */
export async function refundInvoice(tx: Tx<Tables>, id: InvoiceId, refunding: Refunding): Promise<Payment> {
  const { asked, maySign, origin } = refunding
  const invoice = (await lockInvoice(tx, id)) as Invoice
  const decision = decideInvoice(invoice, 'refund', asked.amountPaise)
  if (!('next' in decision)) {
    throw new Problem(moreThanRefundable, { members: { refundablePaise: decision.leftPaise } })
  }
  requireMethod(await leftByMethod(tx, id, asked.method), asked.amountPaise, maySign)
  const { cell, facility_id: facilityId, patient_id: patientId } = invoice
  const sessionId = await findDrawer(tx, facilityId, refunding)
  await updateSums(tx, { ...invoice, ...decision.next })
  return book(tx, { ...toMoney(asked, sessionId), cell, facilityId, patientId, invoiceId: id }, origin)
}

/** Gives back money of an advance. */
export async function refundAdvance(tx: Tx<Tables>, id: PaymentId, refunding: Refunding): Promise<Payment> {
  const { asked, maySign, origin } = refunding
  const advance = (await lockPayment(tx, id)) as Payment
  const refundablePaise = advance.amount_paise - advance.used_paise
  if (asked.amountPaise > refundablePaise) throw new Problem(moreThanRefundable, { members: { refundablePaise } })
  requireMethod(advance.method === asked.method ? refundablePaise : 0, asked.amountPaise, maySign)
  const { cell, facility_id: facilityId, patient_id: patientId } = advance
  const sessionId = await findDrawer(tx, facilityId, refunding)
  await useAdvance(tx, advance, asked.amountPaise)
  const money = { ...toMoney(asked, sessionId), cell, facilityId, patientId, invoiceId: null, advanceId: id }
  return book(tx, money, origin)
}

function requireMethod(leftPaise: number, paise: number, maySign: boolean): void {
  if (paise > leftPaise && !maySign) throw new Problem(refundMethod, { members: { leftPaise } })
}

/** What came by a method, less what went back by it. Money of an advance came as the advance did. */
async function leftByMethod(tx: Tx<Tables>, id: InvoiceId, method: Method): Promise<number> {
  let left = 0
  for (const payment of await listPaymentsOf(tx, [id])) {
    if (payment.status !== 'DONE') continue
    const advance = payment.method === 'advance' && payment.advance_id && (await findPayment(tx, payment.advance_id))
    if ((advance || payment).method !== method) continue
    left += payment.direction === 'in' ? payment.amount_paise : -payment.amount_paise
  }
  return Math.max(0, left)
}

async function findDrawer(
  tx: Tx<Tables>,
  facilityId: FacilityId,
  { asked: { method, sessionId }, maySign, origin }: Refunding,
): Promise<CashSessionId | null> {
  if (method !== 'cash') return null
  if (!maySign || sessionId === undefined) return requireSession(tx, facilityId, origin.actorId)
  const session = await lockSession(tx, sessionId)
  if (session?.facility_id !== facilityId || session.status !== 'OPEN') throw new Problem(noSession)
  return session.id
}

const toMoney = (asked: AskedRefund, sessionId: CashSessionId | null) => ({
  ...{ direction: 'out' as const, method: asked.method, paise: asked.amountPaise, reference: asked.reference },
  ...{ sessionId, isConfirmed: asked.reference === undefined, reason: asked.reason },
})

export interface AskedAdvance {
  readonly facilityId: FacilityId
  readonly cell: number
  readonly patientId: PatientId
  readonly method: Exclude<Method, 'advance'>
  readonly amountPaise: number
  readonly tenderedPaise?: number | undefined
  readonly reference?: string | undefined
}

/** Takes money ahead, for no invoice yet. */
export async function takeAhead(tx: Tx<Tables>, asked: AskedAdvance, origin: Origin): Promise<Payment> {
  const { facilityId, cell, patientId, method, amountPaise: paise } = asked
  const isCash = method === 'cash'
  const sessionId = isCash ? await requireSession(tx, facilityId, origin.actorId) : null
  if (isCash) await countCash(tx, { facilityId, cell, payer: patientId }, paise)
  const money: Money = {
    ...{ facilityId, cell, patientId, invoiceId: null, direction: 'in', method, paise, sessionId },
    ...{ tenderedPaise: asked.tenderedPaise, reference: asked.reference },
    isConfirmed: asked.reference === undefined,
  }
  return book(tx, money, origin)
}
