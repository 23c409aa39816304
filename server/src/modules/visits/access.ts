// Says what each role may do with visits: open them, read and write the record of whom they treat, see the wishes,
// give grants.
import { definePowers } from '../../platform/access.ts'

export const { rows, may } = definePowers({
  citizen: ['visit.read', 'grant.give'],
  reception: ['visit.open', 'follow-up.read'],
  nurse: ['visit.open', 'visit.read', 'visit.nurse', 'vitals.take', 'finding.note'],
  doctor: [
    ...(['visit.open', 'visit.read', 'visit.treat', 'vitals.take', 'finding.note'] as const),
    ...(['follow-up.read', 'emergency.declare'] as const),
  ],
  'centre-admin': ['follow-up.read', 'emergency.oversee'],
})
