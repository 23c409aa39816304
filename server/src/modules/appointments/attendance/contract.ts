// What the routes of attendance answer: how many patients came, and how long they waited.
import { object, Type } from '../../../platform/contract.ts'

/** The routes count at most so many days, so that an answer reads a bounded number of rows. */
export const DAYS_MAX = 31

const Minutes = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description }))

export const counts = {
  booked: Type.Integer({ description: 'Appointments that were not cancelled or moved.' }),
  seen: Type.Integer({ description: 'Patients whom the doctor has seen or is seeing, also without an appointment.' }),
  absent: Type.Integer({ description: 'Appointments whose patient did not come.' }),
  left: Type.Integer({ description: 'Patients who came and left before the doctor saw them.' }),
  waits: Type.Integer({ description: 'Of how many patients the wait is known.' }),
  medianMinutes: Minutes('Half of them waited no longer. Left out when no wait is known.'),
  shortMinutes: Minutes('One in ten waited no longer.'),
  longMinutes: Minutes('Nine in ten waited no longer.'),
}

export const Counts = object(counts)
