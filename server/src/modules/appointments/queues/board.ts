// The board of a hospital: who is served now and who comes next, by numbers. One answer for everybody, made in advance.
import { hash } from 'node:crypto'
import { dayInIndia } from '../../../platform/clock.ts'
import type { ReadyAnswer } from '../../../platform/http/ready-answers.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { type FacilityId, findFacility } from '../../facilities/contract.ts'
import { listDoctorsDone } from '../slots/day-store.ts'
import type { AppointmentsContext, Token } from '../tables.ts'
import { createKeptSecond } from './kept-second.ts'
import { minuteOf } from './states.ts'
import { listLive, listQueues, type ShownQueue } from './store.ts'
import { toNext, toServing } from './views.ts'

export const BOARDS = '/v1/appointments/boards/'

const KEPT_MAX = 1_000

export interface Boards {
  answer(facilityId: FacilityId): Promise<ReadyAnswer>
  /** The kept answer for an address; undefined when it is too old. */
  recall(address: string): ReadyAnswer | undefined
}

/** `nowMs` measures the age of the answers: a clock that never goes back. */
export function createBoards(context: AppointmentsContext, nowMs?: () => number): Boards {
  const boards = createKeptSecond((facilityId: FacilityId) => makeBoard(context, facilityId), {
    keptMax: KEPT_MAX,
    ...(nowMs && { nowMs }),
  })
  return {
    answer: boards.make,
    recall: (address) => boards.recall(address.slice(BOARDS.length) as FacilityId),
  }
}

async function makeBoard({ db, clock, call }: AppointmentsContext, facilityId: FacilityId): Promise<ReadyAnswer> {
  const now = clock.now()
  const facility = await call(findFacility, { facilityId })
  if (!facility) throw new Problem(notFound)
  const day = dayInIndia(now)
  const queues = (await listQueues(db, facilityId, day)).filter(({ status }) => status !== 'closed')
  const live = Map.groupBy(await listLive(db, queues), ({ queue_id }) => queue_id)
  const done = await listDoctorsDone(db, facilityId, { day, minute: minuteOf(now) })
  const shown = queues.map((queue) => ({
    ...toBoardQueue(queue, live.get(queue.id) ?? []),
    isOver: queue.doctor_id !== null && done.has(queue.doctor_id),
  }))
  const rest = { facilityName: facility.name, queues: shown }
  const text = JSON.stringify({ asOf: now.toISOString(), ...rest })
  return {
    text: Buffer.from(text).toString('latin1'),
    etag: `W/"${hash('sha1', JSON.stringify(rest), 'base64url')}"`,
  }
}

/** The name of a doctor is public, as in the search. Nothing here tells who waits. */
function toBoardQueue(queue: ShownQueue, live: readonly Token[]) {
  return {
    ...{ queueId: queue.id, name: queue.doctor_name ?? queue.service_point, kind: queue.kind, letter: queue.letter },
    ...(queue.usual_room !== null && { room: queue.usual_room }),
    ...{ status: queue.status, delayMinutes: queue.delay_minutes },
    waiting: live.filter(({ status }) => status === 'WAITING').length,
    ...{ nowServing: toServing(queue, live), next: toNext(queue, live) },
  }
}
