// Answers what other modules ask about appointments.
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import type { AppointmentsContext } from '../tables.ts'
import { findAppointments } from './contract.ts'
import { toFacts } from './standing.ts'
import { findAppointment } from './store.ts'

export const bookingAnswers = ({ db }: AppointmentsContext): CallAnswer[] => [
  answerTo(findAppointments, async ({ appointmentIds }) => {
    const found = await Promise.all(appointmentIds.map((id) => findAppointment(db, id)))
    return found.flatMap((one) => (one ? [{ ...toFacts(one), status: one.status }] : []))
  }),
]
