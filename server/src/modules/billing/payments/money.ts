// Puts money into the books: the limit of cash, the number of the bank that counts once, the receipt, and the event.
import { dayInIndia } from '../../../platform/clock.ts'
import { newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { InvoiceId } from '../invoices/contract.ts'
import { insertPatientRow, listGroupsGivenBack } from '../invoices/store.ts'
import { requireIssuer } from '../issuers/steps.ts'
import { findCashLimit } from '../issuers/store.ts'
import { samePeople } from '../merging/steps.ts'
import { takeNumber } from '../series-store.ts'
import type { CashSessionId } from '../sessions/contract.ts'
import { lockOpenSession } from '../sessions/store.ts'
import type { BillingTables, Payment } from '../tables.ts'
import {
  cashLimit,
  type Method,
  noSession,
  type PaymentId,
  paymentReceived,
  referenceUsed,
  refundPaid,
} from './contract.ts'
import { addCash, findByReference, insertPayment, lockCashDay, lockReference, updatePayment } from './store.ts'

type Tables = BillingTables

/** What money is for, and how it comes or goes. */
export interface Money {
  readonly facilityId: FacilityId
  readonly cell: number
  readonly patientId: PatientId | null
  readonly invoiceId: InvoiceId | null
  readonly advanceId?: PaymentId | undefined
  readonly meantFor?: InvoiceId | undefined
  readonly direction: 'in' | 'out'
  readonly method: Method
  readonly paise: number
  readonly tenderedPaise?: number | undefined
  readonly reference?: string | undefined
  readonly isConfirmed: boolean
  readonly sessionId: CashSessionId | null
  readonly reason?: string | undefined
}

/** Locks the open drawer of the person here. A session that is counted or closed takes no money. */
export async function requireSession(
  tx: Tx<Tables>,
  facilityId: FacilityId,
  accountId: string,
): Promise<CashSessionId> {
  const session = await lockOpenSession(tx, facilityId, accountId)
  if (!session) throw new Problem(noSession)
  return session.id
}

interface Payer {
  readonly facilityId: FacilityId
  readonly cell: number
  /** The patient; the invoice, where nobody is known. */
  readonly payer: PatientId | InvoiceId
}

/** Notes cash of a payer on the day. Throws `cash-limit` when the law forbids so much from one person. */
export async function countCash(tx: Tx<Tables>, payer: Payer, paise: number): Promise<void> {
  const { facilityId, cell, payer: who } = payer
  const day = dayInIndia(tx.clock.now())
  const { is_government } = await requireIssuer(tx, facilityId)
  const limitPaise = is_government ? null : await findCashLimit(tx, day)
  // An invoice was never merged, so it stays itself.
  const payerId = (await samePeople.find(tx, who as PatientId)).staysId
  const cashDay = { cell, facilityId, payerId, day, limitPaise }
  const paid = await lockCashDay(tx, cashDay)
  if (limitPaise !== null && paid + paise > limitPaise) {
    throw new Problem(cashLimit, { members: { leftPaise: limitPaise - paid } })
  }
  await addCash(tx, cashDay, paise)
}

/** Throws `reference-used` when a payment has this number of the bank. Nobody else can use it until the commit. */
export async function requireNewReference(tx: Tx<Tables>, { cell, facilityId, method, reference }: Money) {
  if (reference === undefined) return
  const key = { cell, facility_id: facilityId, method, reference }
  await lockReference(tx, key)
  const known = await findByReference(tx, key)
  if (known) throw new Problem(referenceUsed, { members: { paymentId: known.id } })
}

/** Writes money that came or went. Call it after all locks: the number of the receipt is taken here. */
export async function book(tx: Tx<Tables>, money: Money, origin: EventOrigin): Promise<Payment> {
  await requireNewReference(tx, money)
  const now = tx.clock.now()
  const payment: Payment = {
    ...toPayment(tx, money, newId<'payment'>(money.cell, now.getTime()), origin.actorId),
    ...{ status: 'DONE', ended_at: now },
  }
  await notePatient(tx, payment)
  const numbered = await number(tx, payment)
  await insertPayment(tx, numbered)
  await tell(tx, numbered, origin)
  return numbered
}

/** Ends a payment that waited for its bank, with its receipt. */
export async function finish(tx: Tx<Tables>, payment: Payment, origin: EventOrigin): Promise<Payment> {
  const now = tx.clock.now()
  const numbered = await number(tx, { ...payment, status: 'DONE', day: dayInIndia(now), ended_at: now })
  await updatePayment(tx, numbered)
  await tell(tx, numbered, origin)
  return numbered
}

/** A payment that waits. */
export function toPayment(tx: Tx<Tables>, money: Money, id: PaymentId, by: string | null): Payment {
  const { tenderedPaise, paise } = money
  const now = tx.clock.now()
  return {
    ...{ cell: money.cell, id, facility_id: money.facilityId, patient_id: money.patientId },
    ...{ invoice_id: money.invoiceId, advance_id: money.advanceId ?? null, meant_for: money.meantFor ?? null },
    ...{ direction: money.direction, method: money.method, amount_paise: paise, status: 'PENDING' },
    ...{ tendered_paise: tenderedPaise ?? null },
    change_paise: tenderedPaise === undefined ? null : tenderedPaise - paise,
    ...{ reference: money.reference ?? null, is_confirmed: money.isConfirmed, session_id: money.sessionId },
    ...{ fy: null, receipt_number: null, used_paise: 0, day: dayInIndia(now), asked_at: now, expires_at: null },
    ...{ ended_at: null, by, reason: money.reason ?? null },
  }
}

/** Puts the payment on the list of its patient. */
export async function notePatient(tx: Tx<Tables>, { patient_id, id, cell, day }: Payment): Promise<void> {
  if (patient_id === null) return
  await insertPatientRow(tx, { patient_id, record_id: id, record_cell: cell, day, kind: 'payment' })
}

async function number(tx: Tx<Tables>, payment: Payment): Promise<Payment> {
  const { cell, facility_id: facilityId, day } = payment
  const { prefix } = await requireIssuer(tx, facilityId)
  const { fy, number: receipt_number } = await takeNumber(tx, 'receipt', { cell, facilityId, prefix, day })
  return { ...payment, fy, receipt_number }
}

async function tell(tx: Tx<Tables>, payment: Payment, origin: EventOrigin): Promise<void> {
  const facts = {
    ...{ paymentId: payment.id, facilityId: payment.facility_id, method: payment.method },
    ...(payment.patient_id !== null && { patientId: payment.patient_id }),
    ...(payment.invoice_id !== null && { invoiceId: payment.invoice_id }),
    ...{ amountPaise: payment.amount_paise, receiptNumber: payment.receipt_number as string },
  }
  if (payment.direction === 'in') return publish(tx, origin, paymentReceived, facts)
  const groups = payment.invoice_id === null ? [] : await listGroupsGivenBack(tx, payment.invoice_id)
  await publish(tx, origin, refundPaid, { ...facts, groups })
}
