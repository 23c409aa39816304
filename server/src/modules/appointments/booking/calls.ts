// Answers what other modules ask about appointments.
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import type { AppointmentsContext } from '../tables.ts'
import { findAppointments } from './contract.ts'
import { toFacts } from './standing.ts'
import { listAppointments } from './store.ts'

export const bookingAnswers = ({ db }: AppointmentsContext): CallAnswer[] => [
  answerTo(findAppointments, async ({ appointmentIds }) => {
    const found = await listAppointments(db, appointmentIds)
    return found.map((one) => ({ ...toFacts(one), status: one.status }))
  }),
]
