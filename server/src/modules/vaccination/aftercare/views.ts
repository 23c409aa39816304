// Makes the answers that show reports of adverse events: to staff, to the family, and before the next dose.
import { dayInIndia } from '../../../platform/clock.ts'
import type { AdverseEvent, OwnAdverseEvent } from './contract.ts'
import type { EventWithDose } from './store.ts'

/** A report as the family reads it. */
export function toOwnView(row: EventWithDose): OwnAdverseEvent {
  const { description, treatment, serious_because: seriousBecause, reason } = row
  return {
    ...{ adverseEventId: row.id, version: row.version, status: row.status },
    ...{ bookingId: row.booking_id, patientId: row.patient_id, facilityId: row.facility_id },
    ...{ course: row.course, vaccine: row.vaccine, dose: row.dose, lot: row.lot },
    ...{ givenAt: row.given_at.toISOString(), doseStatus: row.dose_status as AdverseEvent['doseStatus'] },
    ...{ onsetAt: row.onset_at.toISOString(), reactions: row.reactions, severity: row.severity },
    ...(description !== null && { description }),
    ...(seriousBecause.length > 0 && { seriousBecause }),
    ...(treatment !== null && { treatment }),
    ...{ outcome: row.outcome, toldBy: row.told_by },
    ...(reason !== null && { reason }),
    reportedAt: row.reported_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
  }
}

export const toEventView = (row: EventWithDose): AdverseEvent => ({ ...toOwnView(row), recordedBy: row.recorded_by })

/** What staff must know of it before the next dose. */
export function toEarlierView(row: EventWithDose) {
  const { course, vaccine, dose, doseStatus, onsetAt, reactions, severity, outcome } = toOwnView(row)
  const givenOn = dayInIndia(row.given_at)
  return { course, vaccine, dose, givenOn, onsetAt, reactions, severity, outcome, doseStatus }
}
