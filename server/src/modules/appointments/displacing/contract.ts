// The parts of displacing that other modules may use: the event with which a patient is asked to choose again.
import { Day, defineEvent, Instant, object, Type } from '../../../platform/contract.ts'
import { DoctorId } from '../../doctors/contract.ts'
import { TimeOfDay } from '../../doctors/schedules/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { AppointmentId } from '../contract.ts'

/**
 * Hours of a doctor have changed, and no place on the same day was found. The patient must choose again until
 * `decideBy`. All appointments that one change took from a patient are asked for together.
 */
export const choiceAsked = defineEvent(
  'appointments.choice-asked.v1',
  'facilityId',
  object({
    facilityId: FacilityId,
    doctorId: DoctorId,
    patientId: PatientId,
    appointments: Type.Array(object({ appointmentId: AppointmentId, date: Day, start: TimeOfDay }), { minItems: 1 }),
    decideBy: Instant,
  }),
)
