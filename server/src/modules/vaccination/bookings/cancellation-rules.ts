// Counts how often bookings of a patient, and bookings by an account, are cancelled or moved by the family, and refuses
// further bookings when there were too many. Otherwise one family could keep a seat from others by booking it again and
// again. Pure: the engine reads the counts with the claims, and writes what is added.
import { cellOf } from '../../../platform/id.ts'
import { Problem } from '../../../platform/problem.ts'
import { tooManyCancellations } from './contract.ts'
import type { HeldBooking, SeatRequest } from './requests.ts'
import type { CancellationAdd } from './seat-store.ts'

export interface CancellationLimits {
  readonly perPatientMax: number
  readonly perAccountMax: number
}

export const NO_CANCELLATION_LIMITS: CancellationLimits = {
  perPatientMax: Number.POSITIVE_INFINITY,
  perAccountMax: Number.POSITIVE_INFINITY,
}

/** The count of a patient or an account, as it is in the database. */
export interface CancellationCount {
  readonly subject_id: string
  readonly cancelled: number
  readonly window_ends_at: Date
}

interface Family {
  readonly patientIds: readonly string[]
  readonly accountId: string
}

const WINDOW_HOURS = 24
const WINDOW_MS = WINDOW_HOURS * 3_600_000

export interface Cancellations {
  /** Counts one booking that the family cancelled or moved. */
  add(patientId: string, accountId: string): void
  /** Why this family may not book now; undefined when it may. */
  refuse(family: Family): Problem | undefined
  readonly added: readonly CancellationAdd[]
}

/** The counts of a batch. `now` is its instant. */
export function countCancellations(
  known: readonly CancellationCount[],
  { perPatientMax, perAccountMax }: CancellationLimits,
  now: Date,
): Cancellations {
  const windows = new Map(
    known
      .filter(({ window_ends_at }) => window_ends_at > now)
      .map(({ subject_id, cancelled, window_ends_at }) => [subject_id, { cancelled, endsAt: window_ends_at }]),
  )
  const added = new Map<string, CancellationAdd>()
  const addTo = (subject_id: string): void => {
    const { cancelled, endsAt } = windows.get(subject_id) ?? {
      cancelled: 0,
      endsAt: new Date(now.getTime() + WINDOW_MS),
    }
    windows.set(subject_id, { cancelled: cancelled + 1, endsAt })
    const more = (added.get(subject_id)?.cancelled ?? 0) + 1
    added.set(subject_id, { cell: cellOf(subject_id), subject_id, cancelled: more, window_ends_at: endsAt })
  }
  const refuseOne = (subject: string, max: number, members: object, who: string): Problem | undefined => {
    const window = windows.get(subject)
    if (!window || window.cancelled < max) return undefined
    const mayBookAt = window.endsAt.toISOString()
    return new Problem(tooManyCancellations, {
      detail:
        `${who} were cancelled or moved ${window.cancelled} times within ${WINDOW_HOURS} hours; ${max} are allowed. ` +
        `You may book and move again from ${mayBookAt} on. The staff of a centre can help you before that.`,
      retryAfterSeconds: Math.ceil((window.endsAt.getTime() - now.getTime()) / 1_000),
      members: { ...members, max, mayBookAt },
    })
  }
  return {
    add(patientId, accountId) {
      addTo(patientId)
      addTo(accountId)
    },
    refuse({ patientIds, accountId }) {
      for (const patientId of patientIds) {
        const refusal = refuseOne(patientId, perPatientMax, { patientId }, 'Bookings of this person')
        if (refusal) return refusal
      }
      return refuseOne(accountId, perAccountMax, {}, 'Bookings of your family')
    },
    get added() {
      return [...added.values()]
    },
  }
}

/** The family of a booking, if the account of the family itself asks. What staff do for people does not count. */
export function byFamily({ account_id, patient_id }: HeldBooking, { origin }: Pick<SeatRequest, 'origin'>) {
  if (account_id === null || account_id !== origin.actorId) return undefined
  return { patientIds: [patient_id], accountId: account_id }
}
