// Background work: events of vaccination and identity become notices, and old notices go.
import type { EventType } from '../../platform/contract.ts'
import type { Schedule, Subscription } from '../../platform/work/jobs.ts'
import { on } from '../../platform/work/jobs.ts'
import {
  appointmentArrived,
  appointmentBooked,
  appointmentCancelled,
  appointmentDisplaced,
  appointmentKept,
  appointmentLeft,
  appointmentMissed,
  appointmentVoided,
  arrivalCancelled,
} from '../appointments/contract.ts'
import { choiceAsked } from '../appointments/displacing/contract.ts'
import { waitingEnded, waitingOffered } from '../appointments/waiting/contract.ts'
import {
  criticalFound,
  reportReleased,
  resultCorrected,
  specimenCollected,
  specimenRejected,
} from '../diagnostics/contract.ts'
import { accountClosed, accountSecured, closingAsked, closingUndone } from '../identity/contract.ts'
import { patientClosed } from '../patients/contract.ts'
import { walkInSeated } from '../vaccination/bookings/contract.ts'
import {
  absenceCancelled,
  bookingCancelled,
  doseBooked,
  doseCancelled,
  doseGiven,
  patientAbsent,
} from '../vaccination/contract.ts'
import { emergencyDeclared, visitOpened } from '../visits/contract.ts'
import { noteClosing, noteKept, noteSecured } from './notices/account-steps.ts'
import {
  noteAppointment,
  noteAppointmentCancelled,
  noteAppointmentKept,
  noteChoice,
  noteMissed,
  noteOver,
  noteStanding,
  noteVoided,
} from './notices/appointment-steps.ts'
import { noteChanged, noteCollected, noteCritical, noteRejected, noteReport } from './notices/laboratory-steps.ts'
import { purgeOld } from './notices/purge-store.ts'
import { noteEmergency, noteVisit } from './notices/record-steps.ts'
import {
  noteAbsenceCancelled,
  noteAbsent,
  noteBooked,
  noteCancelled,
  noteDoseCancelled,
  noteGiven,
  noteWalkIn,
} from './notices/steps.ts'
import { noteOffered, noteWaitingEnded } from './notices/waiting-steps.ts'
import { personalSubscriptions } from './personal/calls.ts'
import type { NotificationsContext } from './tables.ts'

/** The events that this module hears; `subscriptions` says what it does on each. */
export const hears: readonly EventType[] = [
  doseBooked,
  walkInSeated,
  bookingCancelled,
  patientAbsent,
  doseGiven,
  doseCancelled,
  absenceCancelled,
  accountSecured,
  closingAsked,
  closingUndone,
  accountClosed,
  appointmentBooked,
  appointmentCancelled,
  appointmentMissed,
  appointmentVoided,
  appointmentArrived,
  arrivalCancelled,
  appointmentLeft,
  appointmentDisplaced,
  appointmentKept,
  choiceAsked,
  waitingOffered,
  waitingEnded,
  emergencyDeclared,
  visitOpened,
  reportReleased,
  specimenRejected,
  specimenCollected,
  criticalFound,
  resultCorrected,
  patientClosed,
]

/** `onDue` wakes the sender of this process, because a notice may be due at once. */
export function subscriptions(context: NotificationsContext, onDue: () => void): Subscription[] {
  const then =
    <Event>(note: (context: NotificationsContext, event: Event) => Promise<void>) =>
    async (event: Event): Promise<void> => {
      await note(context, event)
      onDue()
    }
  return [
    on(doseBooked, then(noteBooked)),
    on(walkInSeated, then(noteWalkIn)),
    on(bookingCancelled, then(noteCancelled)),
    on(patientAbsent, then(noteAbsent)),
    on(doseGiven, then(noteGiven)),
    on(doseCancelled, then(noteDoseCancelled)),
    on(absenceCancelled, then(noteAbsenceCancelled)),
    on(accountSecured, then(noteSecured)),
    on(closingAsked, then(noteClosing)),
    on(closingUndone, then(noteKept)),
    on(appointmentBooked, then(noteAppointment)),
    on(appointmentCancelled, then(noteAppointmentCancelled)),
    on(appointmentMissed, then(noteMissed)),
    on(appointmentVoided, then(noteVoided)),
    on(appointmentArrived, then(noteOver)),
    on(arrivalCancelled, then(noteStanding)),
    on(appointmentLeft, then(noteOver)),
    on(appointmentDisplaced, then(noteOver)),
    on(appointmentKept, then(noteAppointmentKept)),
    on(choiceAsked, then(noteChoice)),
    on(waitingOffered, then(noteOffered)),
    on(waitingEnded, then(noteWaitingEnded)),
    on(emergencyDeclared, then(noteEmergency)),
    on(visitOpened, then(noteVisit)),
    on(reportReleased, then(noteReport)),
    on(specimenRejected, then(noteRejected)),
    on(specimenCollected, then(noteCollected)),
    on(criticalFound, then(noteCritical)),
    on(resultCorrected, then(noteChanged)),
    ...personalSubscriptions(context),
  ]
}

export function schedules(context: NotificationsContext): Schedule[] {
  return [{ name: 'purge-old', cron: '40 20 * * *', run: () => purgeOld(context.pool, context.clock.now()) }]
}
