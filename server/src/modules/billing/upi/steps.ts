// UPI: asks for money, hears what became of it, and gives up after a quarter of an hour. The bank has the last word.
import { newId } from '../../../platform/id.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import type { InvoiceId } from '../invoices/contract.ts'
import { decideInvoice } from '../invoices/rules.ts'
import { lockInvoice, updateSums } from '../invoices/store.ts'
import { requireIssuer } from '../issuers/steps.ts'
import { moreThanDue, noUpi, type PaymentId } from '../payments/contract.ts'
import { book, finish, type Money, notePatient, toPayment } from '../payments/money.ts'
import { decidePayment } from '../payments/rules.ts'
import { type Locked, lockBill, settle } from '../payments/steps.ts'
import {
  findByReference,
  findPayment,
  insertPayment,
  listPending,
  lockOverdue,
  lockPayment,
  lockReference,
  updatePayment,
} from '../payments/store.ts'
import type { BillingContext, BillingTables, Invoice, Payment } from '../tables.ts'
import { toTr, toUri } from './rules.ts'

type Tables = BillingTables

const WAIT_MS = 15 * 60_000

export interface Asked {
  readonly payment: Payment
  readonly uri: string
}

/** Asks for money by UPI. While a request for the same sum waits, it is given again. */
export async function ask(
  tx: Tx<Tables>,
  id: InvoiceId,
  paise: number | undefined,
  origin: EventOrigin,
): Promise<Asked> {
  const invoice = (await lockInvoice(tx, id)) as Invoice
  const issuer = await requireIssuer(tx, invoice.facility_id)
  if (issuer.upi_vpa === null) throw new Problem(noUpi)
  const { leftPaise } = decideInvoice(invoice, 'pay', 0) as { leftPaise: number }
  const wanted = paise ?? leftPaise
  if (wanted === 0 || wanted > leftPaise) throw new Problem(moreThanDue, { members: { duePaise: leftPaise } })
  const now = tx.clock.now()
  const waiting = (await listPending(tx, id)).find(
    ({ amount_paise, expires_at }) => amount_paise === wanted && expires_at !== null && expires_at > now,
  )
  const payment = waiting ?? (await insert(tx, invoice, wanted, origin))
  const { upi_vpa: vpa, legal_name: name } = issuer
  return { payment, uri: toUri({ vpa, name, paise: wanted, tr: toTr(payment.id), number: invoice.number }) }
}

async function insert(tx: Tx<Tables>, invoice: Invoice, paise: number, origin: EventOrigin): Promise<Payment> {
  const { cell, facility_id: facilityId, patient_id: patientId, id: invoiceId } = invoice
  const now = tx.clock.now()
  const money: Money = {
    ...{ cell, facilityId, patientId, invoiceId, direction: 'in', method: 'upi', paise, isConfirmed: false },
    sessionId: null,
  }
  const payment: Payment = {
    ...toPayment(tx, money, newId<'payment'>(cell, now.getTime()), origin.actorId),
    expires_at: new Date(now.getTime() + WAIT_MS),
  }
  await insertPayment(tx, payment)
  await notePatient(tx, payment)
  return payment
}

/** What the bank says about a request. */
export interface Word {
  readonly paymentId: PaymentId
  readonly utr: string
  readonly paise: number
  readonly isPaid: boolean
}

/** Hears the bank. A repeat changes nothing. Gives the payment that the money is now; undefined: no such request. */
export async function hear(tx: Tx<Tables>, word: Word, origin: EventOrigin): Promise<Payment | undefined> {
  const found = await findPayment(tx, word.paymentId)
  if (found?.method !== 'upi' || found.expires_at === null) return undefined
  // An advance that came too late keeps the invoice that it was meant for.
  const invoiceId = found.invoice_id ?? found.meant_for
  const locked = invoiceId === null ? undefined : await lockBill(tx, invoiceId)
  const payment = (await lockPayment(tx, found.id)) as Payment
  if (!word.isPaid) return fail(tx, payment)
  const known = await findKnown(tx, payment, word.utr)
  if (known) return confirm(tx, known)
  const decision = decidePayment(payment.status, 'confirm')
  // A second transfer for a request that is paid: the money is here, so it is an advance.
  if (!('next' in decision)) return bookAgain(tx, payment, word, origin)
  return take(tx, { payment, locked, isLate: decision.isLate, word }, origin)
}

async function fail(tx: Tx<Tables>, payment: Payment): Promise<Payment> {
  const decision = decidePayment(payment.status, 'fail')
  if (!('next' in decision)) return payment
  const after = { ...payment, status: decision.next, ended_at: tx.clock.now() }
  await updatePayment(tx, after)
  return after
}

/** The payment with this number of the bank. Somebody may have typed it before the bank said it. */
async function findKnown(tx: Tx<Tables>, payment: Payment, utr: string): Promise<Payment | undefined> {
  const key = { ...payment, reference: utr }
  await lockReference(tx, key)
  return findByReference(tx, key)
}

export async function confirm(tx: Tx<Tables>, payment: Payment): Promise<Payment> {
  if (payment.is_confirmed) return payment
  const after = { ...payment, is_confirmed: true }
  await updatePayment(tx, after)
  return after
}

interface Taken {
  readonly payment: Payment
  readonly locked: Locked | undefined
  readonly isLate: boolean
  readonly word: Word
}

/** Pays the invoice, or becomes an advance when the word is late or the invoice needs less by now. */
async function take(tx: Tx<Tables>, taken: Taken, origin: EventOrigin): Promise<Payment> {
  const { payment, locked, isLate, word } = taken
  const told = { ...payment, reference: word.utr, amount_paise: word.paise, is_confirmed: true }
  const decision = isLate || !locked ? undefined : decideInvoice(locked.invoice, 'pay', word.paise)
  if (!(decision && 'next' in decision && locked)) {
    return finish(tx, { ...told, invoice_id: null, meant_for: payment.invoice_id }, origin)
  }
  const invoice = { ...locked.invoice, ...decision.next }
  await updateSums(tx, invoice)
  await settle(tx, { ...locked, invoice }, origin)
  return finish(tx, told, origin)
}

async function bookAgain(tx: Tx<Tables>, payment: Payment, word: Word, origin: EventOrigin): Promise<Payment> {
  const meantFor = payment.invoice_id ?? payment.meant_for ?? undefined
  const money: Money = {
    ...{ cell: payment.cell, facilityId: payment.facility_id, patientId: payment.patient_id, invoiceId: null },
    ...{ meantFor, direction: 'in', method: 'upi', paise: word.paise, reference: word.utr, isConfirmed: true },
    sessionId: null,
  }
  return book(tx, money, origin)
}

const EXPIRED_AT_ONCE = 500

/** Gives up requests of which nobody has heard for a quarter of an hour. */
export async function expire({ db, clock }: BillingContext): Promise<number> {
  return transaction(db, async (tx) => {
    const overdue = await lockOverdue(tx, clock.now(), EXPIRED_AT_ONCE)
    for (const payment of overdue) {
      const decision = decidePayment(payment.status, 'expire')
      if ('next' in decision) await updatePayment(tx, { ...payment, status: decision.next, ended_at: clock.now() })
    }
    return overdue.length
  })
}
