// Says what each role may do with bills and money: prices, charges, invoices, payments, drawers and days.
import type { FastifyRequest } from 'fastify'
import { definePowers } from '../../platform/access.ts'

export const { rows, may } = definePowers({
  citizen: ['charge.read', 'invoice.read', 'invoice.pay'],
  reception: ['charge.read', 'charge.raise', 'invoice.read', 'bill.all'],
  cashier: [
    ...(['charge.read', 'charge.raise', 'invoice.read', 'invoice.issue', 'invoice.pay', 'bill.all'] as const),
    ...(['money.take', 'money.refund', 'advance.take', 'credit.write', 'statement.import'] as const),
    ...(['drawer.keep', 'drawer.read', 'drawer.accept'] as const),
  ],
  pharmacist: [
    'charge.read',
    'invoice.read',
    'invoice.issue',
    'money.take',
    'drawer.keep',
    'drawer.read',
    'bill.dispenses',
  ],
  'lab-technician': ['charge.read', 'invoice.read', 'bill.tests'],
  'centre-admin': [
    ...(['price.manage', 'issuer.manage', 'charge.read', 'charge.waive', 'invoice.read', 'bill.all'] as const),
    ...([
      'credit.write',
      'credit.sign',
      'money.refund',
      'refund.sign',
      'drawer.read',
      'drawer.accept',
      'day.read',
    ] as const),
    ...(['statement.import'] as const),
  ],
  'chain-admin': ['price.manage', 'issuer.manage', 'day.read', 'day.compare'],
})

const PARTS = { 'bill.dispenses': 'prescriptions', 'bill.tests': 'diagnostics' } as const

/** The modules whose charges the actor may see; undefined: all. A family sees all of its own. */
export function modulesShown(request: FastifyRequest): readonly string[] | undefined {
  if (request.holds('bill.all')) return undefined
  const shown = Object.entries(PARTS).flatMap(([power, module]) => (request.holds(power) ? [module] : []))
  return shown.length === 0 ? undefined : shown
}
