// Issues an invoice: its charges are locked, its lines and sums are made, and the number is taken last.
import { dayInIndia } from '../../../platform/clock.ts'
import { AMOUNT_PAISE_MAX } from '../../../platform/contract.ts'
import { newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { partOf, sumAmounts } from '../amounts.ts'
import { lockCharges, updateStatuses } from '../charges/store.ts'
import { type ChargeId, chargeState } from '../contract.ts'
import { requireIssuer } from '../issuers/steps.ts'
import { findCashLimit } from '../issuers/store.ts'
import { decideCharge } from '../rules.ts'
import { takeNumber } from '../series-store.ts'
import type { BillingTables, Charge, Invoice, InvoiceLine, Issuer, IssuerShown } from '../tables.ts'
import { chargeInvoiced, gstinNeeded, type InvoiceId, invoiceIssued } from './contract.ts'
import { toKind } from './rules.ts'
import { type FullLine, insertInvoice, insertLines, insertPatientRow, listLinesOfCharges } from './store.ts'

type Tables = BillingTables

export interface Drafted {
  readonly invoice: Omit<Invoice, 'seq' | 'number' | 'fy'>
  readonly lines: readonly FullLine[]
  readonly prefix: string
}

export interface Issued {
  readonly invoice: Invoice
  readonly lines: readonly FullLine[]
}

/** Makes an invoice of charges, and writes nothing. The charges stay locked until the transaction ends. */
export async function draft(tx: Tx<Tables>, chargeIds: readonly ChargeId[], by: string | null): Promise<Drafted> {
  const charges = await lockWanted(tx, chargeIds)
  const first = charges[0] as Charge
  const issuer = await requireIssuer(tx, first.facility_id)
  if (issuer.gstin === null && charges.some(({ basis_points }) => basis_points > 0)) throw new Problem(gstinNeeded)
  const now = tx.clock.now()
  const day = dayInIndia(now)
  const invoiceId = newId<'invoice'>(first.cell, now.getTime())
  const lines = charges.map((charge, index) => ({ charge, line: toLine(invoiceId, charge, index + 1) }))
  const sums = sumLines(lines)
  if (sums.total_paise > AMOUNT_PAISE_MAX) throw invalidField('/chargeIds', 'sum up to more than Rs 100 crore')
  const invoice = {
    ...{ cell: first.cell, id: invoiceId, facility_id: first.facility_id, patient_id: first.patient_id },
    ...{ kind: toKind(charges), series: 'invoice' as const, status: 'ISSUED' as const, ...sums },
    source_modules: [...new Set(charges.map(({ source_kind }) => source_kind.split('.')[0] as string))].sort(),
    ...{ paid_paise: 0, refunded_paise: 0, credited_paise: 0, cash_paise: 0 },
    cash_limit_paise: issuer.is_government ? null : await findCashLimit(tx, day),
    ...{ issued_on: day, issued_at: now, issued_by: by, issuer: toShown(issuer) },
  }
  return { invoice, lines, prefix: issuer.prefix }
}

/** Issues an invoice of open charges of one patient at one facility. */
export async function issue(tx: Tx<Tables>, chargeIds: readonly ChargeId[], origin: EventOrigin): Promise<Issued> {
  const { invoice: drafted, lines, prefix } = await draft(tx, chargeIds, origin.actorId)
  const { cell, id, facility_id: facilityId, patient_id: patientId, issued_on: day } = drafted
  const charges = lines.map(({ charge }) => charge)
  await insertLines(
    tx,
    lines.map(({ line }) => line),
  )
  await updateStatuses(tx, charges, { status: 'INVOICED', status_at: drafted.issued_at })
  if (patientId) {
    const row = { patient_id: patientId, record_id: id, record_cell: cell, day, kind: 'invoice' as const }
    await insertPatientRow(tx, row)
  }
  // From here on everybody who issues at this facility waits for the commit.
  const numbered = await takeNumber(tx, 'invoice', { cell, facilityId, prefix, day })
  const invoice: Invoice = { ...drafted, ...numbered }
  await insertInvoice(tx, { ...invoice, issuer: JSON.stringify(invoice.issuer) })
  await publish(tx, origin, invoiceIssued, {
    ...{ invoiceId: id, number: invoice.number, facilityId, ...(patientId && { patientId }) },
    ...{ groups: [...new Set(charges.map(({ charge_group }) => charge_group))], totalPaise: invoice.total_paise },
  })
  const issued = lines.map(({ line, charge }) => ({ line, charge: { ...charge, status: 'INVOICED' as const } }))
  return { invoice, lines: issued }
}

/** Locks the charges, and refuses what cannot be on one invoice. Gives them in the order in which they were named. */
async function lockWanted(tx: Tx<Tables>, chargeIds: readonly ChargeId[]): Promise<Charge[]> {
  const charges = await lockCharges(tx, chargeIds)
  const [first] = charges
  if (!first || charges.length < chargeIds.length) throw invalidField('/chargeIds', 'names a charge that is not there')
  for (const charge of charges) {
    if (charge.facility_id !== first.facility_id) throw invalidField('/chargeIds', 'are of several facilities')
    if (charge.patient_id !== first.patient_id) throw invalidField('/chargeIds', 'are of several patients')
    const decision = decideCharge(charge.status, 'invoice')
    if (!('next' in decision)) throw await refuse(tx, charge, decision.instead)
  }
  const places = new Map(chargeIds.map((id, place) => [id, place]))
  return charges.toSorted((one, other) => (places.get(one.id) as number) - (places.get(other.id) as number))
}

async function refuse(tx: Tx<Tables>, { id: chargeId, status }: Charge, instead: readonly string[]): Promise<Problem> {
  const [line] = await listLinesOfCharges(tx, [chargeId])
  if (line) return new Problem(chargeInvoiced, { members: { chargeId, invoiceId: line.invoice_id } })
  return new Problem(chargeState, { members: { chargeId, status, instead } })
}

/** The line has what was not given back while the charge was open. */
function toLine(invoiceId: InvoiceId, charge: Charge, line: number): InvoiceLine {
  const { cell, id, quantity: whole, reversed_quantity: reversed, unit_price_paise } = charge
  const { totalPaise, taxablePaise, cgstPaise, sgstPaise } = partOf(charge, reversed, whole)
  const quantity = whole - reversed
  return {
    ...{ cell, invoice_id: invoiceId, line, charge_id: id, quantity },
    ...{ discount_paise: quantity * unit_price_paise - totalPaise, taxable_paise: taxablePaise },
    ...{ cgst_paise: cgstPaise, sgst_paise: sgstPaise, total_paise: totalPaise },
  }
}

function sumLines(lines: readonly FullLine[]) {
  const amountsOf = (those: readonly FullLine[]) =>
    sumAmounts(
      those.map(({ line }) => ({
        ...{ totalPaise: line.total_paise, taxablePaise: line.taxable_paise },
        ...{ cgstPaise: line.cgst_paise, sgstPaise: line.sgst_paise },
      })),
    )
  const taxed = amountsOf(lines.filter(({ charge }) => charge.basis_points > 0))
  const exempt = amountsOf(lines.filter(({ charge }) => charge.basis_points === 0))
  const discount = lines.reduce((sum, { line }) => sum + line.discount_paise, 0)
  const total = taxed.totalPaise + exempt.totalPaise
  return {
    ...{ gross_paise: total + discount, discount_paise: discount, exempt_paise: exempt.totalPaise },
    ...{ taxable_paise: taxed.taxablePaise, cgst_paise: taxed.cgstPaise, sgst_paise: taxed.sgstPaise },
    total_paise: total,
  }
}

const toShown = ({ legal_name, address, gstin, state_code }: Issuer): IssuerShown => ({
  ...{ legalName: legal_name, address, stateCode: state_code },
  ...(gstin !== null && { gstin }),
})
