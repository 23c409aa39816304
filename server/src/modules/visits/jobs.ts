// Background work: follows appointments, hospitals and merges, and voids what was left open.
import type { EventType } from '../../platform/contract.ts'
import { on, type Schedule, type Subscription } from '../../platform/work/jobs.ts'
import {
  appointmentArrived,
  appointmentBooked,
  appointmentCancelled,
  appointmentFulfilled,
  appointmentLeft,
  appointmentMissed,
  appointmentVoided,
  arrivalCancelled,
  consultationBegan,
} from '../appointments/contract.ts'
import { facilityChanged } from '../facilities/contract.ts'
import { patientMerges } from '../patients/merging/contract.ts'
import { onBooked, onEnded } from './follow-ups/steps.ts'
import { copyChange } from './hospitals/steps.ts'
import { mergeSubscriptions } from './merging.ts'
import { onAppointment, voidLeftOpen } from './opening/steps.ts'
import type { VisitsContext } from './tables.ts'

/** The events that this module hears; `subscriptions` says what it does on each. */
export const hears: readonly EventType[] = [
  appointmentArrived,
  arrivalCancelled,
  consultationBegan,
  appointmentFulfilled,
  appointmentBooked,
  appointmentCancelled,
  appointmentMissed,
  appointmentLeft,
  appointmentVoided,
  facilityChanged,
  ...patientMerges,
]

export const subscriptions = (context: VisitsContext): Subscription[] => [
  on(appointmentArrived, (event) => onAppointment(context, event, 'arrived')),
  on(arrivalCancelled, (event) => onAppointment(context, event, 'arrival-cancelled')),
  on(consultationBegan, (event) => onAppointment(context, event, 'began')),
  on(appointmentFulfilled, (event) => onAppointment(context, event, 'fulfilled')),
  on(appointmentBooked, (event) => onBooked(context, event)),
  on(appointmentCancelled, (event) => onEnded(context, event)),
  on(appointmentMissed, (event) => onEnded(context, event)),
  // Who left unseen had no visit, unless something was measured or written before.
  on(appointmentLeft, async (event) => {
    await onAppointment(context, event, 'arrival-cancelled')
    await onEnded(context, event)
  }),
  on(appointmentVoided, async (event) => {
    if (event.body.hasCome) await onAppointment(context, event, 'arrival-cancelled')
    await onEnded(context, event)
  }),
  on(facilityChanged, ({ body }) => copyChange(context, body)),
  ...mergeSubscriptions(context),
]

// 19:30 UTC is 01:00 in India: the day is over.
export const schedules = (context: VisitsContext): Schedule[] => [
  { name: 'void-left-open', cron: '30 19 * * *', run: () => voidLeftOpen(context) },
]
