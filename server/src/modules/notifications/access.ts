// Says what each role may do with notifications: read what became of the messages of a centre.
import { definePowers } from '../../platform/access.ts'

export const { rows, may } = definePowers({
  'centre-admin': ['delivery.read'],
  'national-admin': ['delivery.read'],
})
