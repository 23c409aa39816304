// Says what each role may do with documents: add, read, withdraw, and share them.
import { definePowers } from '../../platform/access.ts'

export const { rows, may } = definePowers({
  citizen: ['document.read', 'document.add', 'document.withdraw', 'document.share'],
  doctor: ['document.read', 'document.add', 'document.withdraw'],
  'lab-technician': ['document.read', 'document.add', 'document.withdraw'],
  pharmacist: ['document.read', 'document.dispense'],
  reception: ['document.add', 'document.withdraw', 'stay.read'],
  'centre-admin': ['document.withdraw', 'document.oversee'],
})
