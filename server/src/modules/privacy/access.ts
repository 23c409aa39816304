// What each role may do in privacy: everybody who is a citizen decides about the own family and account.
import { definePowers } from '../../platform/access.ts'

export const { rows, may } = definePowers({
  citizen: ['consent.manage', 'export.make', 'account.close'],
})
