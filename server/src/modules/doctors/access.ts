// Says what each role may do with doctors: register and verify them, and keep their practices, hours and leave.
import { definePowers } from '../../platform/access.ts'

export const { rows, may } = definePowers({
  doctor: ['schedule.read', 'schedule.keep', 'schedule.own'],
  reception: ['schedule.read'],
  'centre-admin': [
    ...(['doctor.register', 'doctor.read', 'practice.manage', 'schedule.read', 'schedule.keep'] as const),
    ...(['schedule.arrange', 'closure.manage'] as const),
  ],
  'chain-admin': ['doctor.register', 'doctor.read', 'practice.manage', 'schedule.read'],
  'district-officer': ['doctor.read', 'doctor.verify'],
  'national-admin': ['doctor.register', 'doctor.read', 'doctor.verify'],
})
