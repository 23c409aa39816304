// Says what each role may do with prescriptions: sign and read them, dispense, and look into the registers.
import { definePowers } from '../../platform/access.ts'

export const { rows, may } = definePowers({
  citizen: ['prescription.read'],
  nurse: ['prescription.read'],
  doctor: ['prescription.read', 'prescription.sign'],
  pharmacist: [
    ...(['prescription.read', 'prescription.fill', 'dispense.prepare', 'dispense.read'] as const),
    ...(['register.read', 'recipient.read'] as const),
  ],
  cashier: ['dispense.read'],
  'centre-admin': ['dispense.read', 'register.read', 'recipient.read'],
  'district-officer': ['register.read'],
})
