// What each role may do in linking: outside systems link their patients, national administrators operate linking.
import { type Access, definePowers } from '../../platform/access.ts'

const { rows, may } = definePowers({
  client: ['link.send'],
  'national-admin': ['linkage.operate'],
})

export { rows }

/** An outside system with its token in the header `customer-token`. It reaches only its own data. */
export const customers: Access = { ...may('link.send').at('own'), tokenHeader: 'customer-token' } as Access
export const operators = may('linkage.operate').at('anywhere')

/** The roles in the token of a customer. */
export const CUSTOMER_ROLES = ['client'] as const
