// Says what each role may do with appointments: book, change, receive the patient, treat, and oversee a hospital.
import { definePowers } from '../../platform/access.ts'

export const { rows, may } = definePowers({
  citizen: ['appointment.read', 'appointment.make', 'appointment.change'],
  reception: [
    ...(['appointment.read', 'appointment.make', 'appointment.change'] as const),
    ...(['appointment.oversee', 'appointment.receive'] as const),
    ...(['queue.read', 'queue.receive', 'queue.keep'] as const),
  ],
  nurse: [
    ...(['appointment.read', 'appointment.oversee', 'appointment.receive', 'visit-reason.read'] as const),
    ...(['queue.read', 'queue.receive', 'queue.serve'] as const),
  ],
  doctor: [
    ...(['appointment.read', 'appointment.make', 'appointment.change'] as const),
    ...(['appointment.receive', 'appointment.treat', 'visit-reason.read', 'schedule.foresee'] as const),
    ...(['queue.read', 'queue.receive', 'queue.serve', 'queue.keep'] as const),
  ],
  'centre-admin': [
    ...(['appointment.read', 'appointment.make', 'appointment.change'] as const),
    ...(['appointment.oversee', 'appointment.receive', 'appointment.void', 'fee.settle'] as const),
    ...(['queue.read', 'queue.receive', 'queue.keep'] as const),
    ...(['schedule.foresee', 'closure.foresee', 'attendance.read'] as const),
  ],
  'chain-admin': ['attendance.read', 'attendance.compare'],
  pharmacist: ['queue.read', 'queue.receive', 'queue.serve'],
  'lab-technician': ['queue.read', 'queue.receive', 'queue.serve'],
  cashier: ['queue.read', 'queue.receive', 'queue.serve'],
})
