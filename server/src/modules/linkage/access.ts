// What each role may do in linking: outside systems link their patients, and administrators run it.
import { type Access, definePowers } from '../../platform/access.ts'

const { rows, may } = definePowers({
  client: ['link.send'],
  'national-admin': ['linkage.operate'],
})

export { rows }

/** An outside system with its token in the header `customer-token`; it reaches what is its own. */
export const customers: Access = { ...may('link.send').at('own'), tokenHeader: 'customer-token' } as Access
export const operators = may('linkage.operate').at('anywhere')

/** What the token of a customer carries. */
export const CUSTOMER_ROLES = ['client'] as const
