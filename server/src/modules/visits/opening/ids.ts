// The ids of visits and of the care that follows from them: a second opening, or one after a crash, finds the same.
import { createHash } from 'node:crypto'
import { instantInIndia } from '../../../platform/clock.ts'
import { cellOf, idFromBytes } from '../../../platform/id.ts'
import type { AppointmentFacts } from '../../appointments/contract.ts'
import type { CareId, VisitId } from '../contract.ts'
import type { Visit } from '../tables.ts'

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest().subarray(0, 8)

/** The id that an appointment determines: whoever opens its visit, and however often, opens one visit. */
export function visitIdOf({
  appointmentId,
  date,
  start,
}: Pick<AppointmentFacts, 'appointmentId' | 'date' | 'start'>): VisitId {
  const startsAt = instantInIndia(date, start)
  return idFromBytes<'visit'>(cellOf(appointmentId), startsAt.getTime(), digestOf(`visit of ${appointmentId}`))
}

/** The id of the care that follows from a visit. It lies in the district of the patient. */
export function careIdOf(
  { id, patient_id, opened_at }: Pick<Visit, 'id' | 'patient_id' | 'opened_at'>,
  basis: 'treatment' | 'nursing',
): CareId {
  return idFromBytes<'care'>(cellOf(patient_id), opened_at.getTime(), digestOf(`${basis} of ${id}`))
}
