// One appointment with its person and its hospital.
import { useParams } from 'wouter'
import type { Answer } from '../../../api/client.ts'
import { useAnswer } from '../../../api/queries.ts'
import { type Member, useMembers } from '../../patients/family.ts'
import type { Appointment } from '../words.ts'

export interface AppointmentFacts {
  readonly appointment: Appointment
  readonly member: Member | undefined
  /** Undefined while it loads, and when it cannot be read: the slip is complete without it. */
  readonly hospital: Answer<'GET /v1/facilities/{facilityId}'> | undefined
}

const EVERY_MS = 60_000

/** The appointment that the address names. */
export function useAppointmentFacts() {
  const { appointmentId } = useParams<{ appointmentId: string }>()
  const answer = useAnswer('GET /v1/appointments/{appointmentId}', { path: { appointmentId } }, { everyMs: EVERY_MS })
  const members = useMembers()
  const facilityId = answer.data?.facilityId ?? ''
  const hospital = useAnswer(
    'GET /v1/facilities/{facilityId}',
    { path: { facilityId } },
    { enabled: facilityId !== '' },
  )
  const appointment = answer.data
  const facts: AppointmentFacts | undefined = appointment &&
    members.data && {
      appointment,
      member: members.data.find(({ patientId }) => patientId === appointment.patientId),
      hospital: hospital.data,
    }
  return {
    appointmentId,
    facts,
    error: facts ? null : (answer.error ?? members.error),
    retry: () => {
      void answer.refetch()
      members.retry()
    },
  }
}
