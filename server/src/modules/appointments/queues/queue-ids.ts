// The ids of queues: two people who open the queue of a day at once find the same one.
import { createHash } from 'node:crypto'
import { startOfDayInIndia } from '../../../platform/clock.ts'
import { cellOf, idFromBytes } from '../../../platform/id.ts'
import type { DoctorId } from '../../doctors/contract.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { QueueId } from './contract.ts'

/** What a queue is for: a doctor at a hospital, or a department of it. */
export type Served =
  | { readonly facilityId: FacilityId; readonly doctorId: DoctorId }
  | { readonly facilityId: FacilityId; readonly servicePoint: string }

export function queueIdOf(served: Served, day: string): QueueId {
  const point = 'doctorId' in served ? served.doctorId : `point ${served.servicePoint}`
  const digest = createHash('sha256').update(`${served.facilityId} ${point} ${day}`).digest()
  return idFromBytes<'queue'>(cellOf(served.facilityId), startOfDayInIndia(day).getTime(), digest.subarray(0, 8))
}
