// Says what each role may do with patients: manage one's own family, find and register people, and merge records.
import { definePowers } from '../../platform/access.ts'
import type { Role } from '../../platform/powers.ts'

export const { rows, may } = definePowers({
  citizen: ['family.manage'],
  doctor: ['patient.match', 'patient.open'],
  nurse: ['patient.open'],
  reception: ['patient.match', 'patient.register'],
  cashier: ['patient.match'],
  vaccinator: ['patient.register', 'patient.open'],
  'centre-admin': ['patient.match', 'patient.register'],
  'national-admin': ['patient.match', 'patient.register', 'patient.merge'],
})

/** The role in which somebody registers themselves and their family. */
export const HOLDER: Role = 'citizen'
