// Steps on reports of adverse events, inside a transaction: make one, change one, and cancel one. Versions stay.
import { cellOf, newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { lockBooking } from '../bookings/steps.ts'
import type { BookingId } from '../contract.ts'
import type { AdverseEventRow, VaccinationTables } from '../tables.ts'
import {
  type AdverseEventId,
  adverseEventCancelled,
  adverseEventChanged,
  adverseEventEnded,
  adverseEventReported,
  noDoseGiven,
  type Reported,
} from './contract.ts'
import { findReportFault } from './rules.ts'
import { type EventWithDose, findFirstGivenAt, insertEvent, listVersions } from './store.ts'

interface Writer {
  readonly actorId: string
  readonly origin: EventOrigin
}

/** Reports what happened after the dose of a booking. Throws when the booking has no dose, or the report is false. */
export async function reportEvent(
  tx: Tx<VaccinationTables>,
  bookingId: BookingId,
  reported: Reported,
  { actorId, origin }: Writer,
): Promise<EventWithDose> {
  // The lock keeps the dose from being taken back meanwhile.
  const { booking } = await lockBooking(tx, bookingId)
  const givenAt = booking.status === 'COMPLETED' ? await findFirstGivenAt(tx, booking) : undefined
  if (!givenAt) throw new Problem(noDoseGiven, { detail: `The booking is ${booking.status}` })
  const now = tx.clock.now()
  const { patient_id, facility_id, course, vaccine, dose, cell: facility_cell } = booking
  const cell = cellOf(patient_id)
  const row: AdverseEventRow = {
    ...{ cell, id: newId<'adverse-event'>(cell, now.getTime()), version: 1, status: 'reported', reason: null },
    ...{ patient_id, booking_id: bookingId, facility_cell, facility_id, course, vaccine, dose, given_at: givenAt },
    ...toColumns(reported, givenAt, now),
    ...{ reported_at: now, recorded_at: now, recorded_by: actorId },
  }
  await insertEvent(tx, row)
  await publish(tx, origin, adverseEventReported, { ...toFacts(row), severity: row.severity })
  return read(tx, row.id)
}

/** The version that the writer has read, and why the report changes. */
export interface Change extends Writer {
  readonly version: number
  readonly reason: string
}

/** Writes what is known now as a further version. A report that was cancelled counts again. */
export function changeEvent(
  tx: Tx<VaccinationTables>,
  id: AdverseEventId,
  reported: Reported,
  change: Change,
): Promise<EventWithDose> {
  return addVersion(tx, id, change, (last, now) => ({
    ...last,
    ...{ status: 'reported', ...toColumns(reported, last.given_at, now) },
  }))
}

/** Cancels a report that was a mistake: a further version says so. */
export function cancelEvent(tx: Tx<VaccinationTables>, id: AdverseEventId, change: Change): Promise<EventWithDose> {
  return addVersion(tx, id, change, (last) => {
    if (last.status === 'cancelled') throw new Problem(adverseEventEnded)
    return { ...last, status: 'cancelled' }
  })
}

async function addVersion(
  tx: Tx<VaccinationTables>,
  id: AdverseEventId,
  { version, reason, actorId, origin }: Change,
  toNext: (last: AdverseEventRow, now: Date) => AdverseEventRow,
): Promise<EventWithDose> {
  const before = await read(tx, id)
  const changed = (last: number) => new Problem(adverseEventChanged, { members: { version: last } })
  if (before.version !== version) throw changed(before.version)
  const now = tx.clock.now()
  const { lot: _lot, dose_status: _status, ...last } = before
  const next = { ...toNext(last, now), version: version + 1, reason, recorded_at: now, recorded_by: actorId }
  // Two people may write the same version at the same moment: one of them waits here, and then finds it there.
  if (!(await insertEvent(tx, next))) throw changed(version + 1)
  if (next.status === 'cancelled') await publish(tx, origin, adverseEventCancelled, toFacts(next))
  else await publish(tx, origin, adverseEventReported, { ...toFacts(next), severity: next.severity })
  return read(tx, id)
}

/** The last version of a report. */
async function read(tx: Tx<VaccinationTables>, id: AdverseEventId): Promise<EventWithDose> {
  const [last] = await listVersions(tx, id)
  if (!last) throw new Problem(notFound)
  return last
}

function toColumns(reported: Reported, givenAt: Date, now: Date) {
  const fault = findReportFault(reported, givenAt, now)
  if (fault) throw invalidField(fault.pointer, fault.detail)
  const { onsetAt, reactions, description, severity, seriousBecause = [], treatment, outcome, toldBy } = reported
  return {
    ...{ onset_at: new Date(onsetAt), reactions, severity, serious_because: seriousBecause, outcome, told_by: toldBy },
    ...{ description: description ?? null, treatment: treatment ?? null },
  }
}

const toFacts = (row: AdverseEventRow) => ({
  ...{ adverseEventId: row.id, bookingId: row.booking_id, facilityId: row.facility_id, patientId: row.patient_id },
  ...{ course: row.course, vaccine: row.vaccine, dose: row.dose, version: row.version },
})
