// Says what each role may do with bills: keep prices, raise charges, read them, and waive them.
import { definePowers } from '../../platform/access.ts'

export const { rows, may } = definePowers({
  citizen: ['charge.read'],
  reception: ['charge.read', 'charge.raise'],
  cashier: ['charge.read', 'charge.raise'],
  'centre-admin': ['price.manage', 'charge.read', 'charge.waive'],
  'chain-admin': ['price.manage'],
})
