// The place of one person in the queue, for the link on the slip and for the family on the appointment.
import { hash } from 'node:crypto'
import type { ReadyAnswer } from '../../../platform/http/ready-answers.ts'
import { type FacilityId, findFacility } from '../../facilities/contract.ts'
import type { AppointmentView } from '../booking/views.ts'
import type { AppointmentsContext, Queue, Token } from '../tables.ts'
import type { QueueId, TokenId } from './contract.ts'
import { createKeptSecond } from './kept-second.ts'
import { linkOf, type ReadLink } from './links.ts'
import { isLive } from './states.ts'
import { findQueue, findToken, listLive, listQueues } from './store.ts'
import { toPlace } from './views.ts'

const MOVES_MAX = 10

/** The token of a link, or the one in the queue to which the person was sent. */
async function findFollowed({ db }: AppointmentsContext, id: TokenId): Promise<Token | undefined> {
  let token = await findToken(db, id)
  for (let moves = 0; token !== undefined && token.moved_to !== null && moves < MOVES_MAX; moves++) {
    token = await findToken(db, token.moved_to)
  }
  return token
}

/** What the place in a queue is made of. */
interface QueueMoment {
  readonly queue: Queue
  readonly facilityName: string
  /** In the order of their turns. */
  readonly live: readonly Token[]
}

const toView = ({ queue, facilityName, live }: QueueMoment, token: Token, now: Date) => ({
  ...{ facilityId: queue.facility_id, facilityName },
  ...toPlace(token, queue, live, now),
})

/** The place of a token, or of the one in the queue to which the person was sent. */
async function findPlace(context: AppointmentsContext, id: TokenId) {
  const { db, clock, call } = context
  const token = await findFollowed(context, id)
  if (!token) return undefined
  const queue = (await findQueue(db, token.queue_id)) as Queue
  const facility = await call(findFacility, { facilityId: queue.facility_id })
  const live: readonly Token[] = await listLive(db, [queue])
  return toView({ queue, facilityName: facility?.name ?? '', live }, token, clock.now())
}

export const PLACES = '/v1/appointments/places/'
const CACHE_CONTROL = 'no-store'
const DAYS_MAX = 1_000
const LINKS_MAX = 100_000

/** All queues of a hospital on a day in one moment, with the places that were asked for, by token. */
interface DayMoment {
  readonly queues: ReadonlyMap<QueueId, QueueMoment>
  readonly answers: Map<TokenId, ReadyAnswer>
}

async function readDay({ db, call }: AppointmentsContext, key: string): Promise<DayMoment> {
  const [facilityId, day] = key.split(' ') as [FacilityId, string]
  const facility = await call(findFacility, { facilityId })
  const queues = await listQueues(db, facilityId, day)
  const live = Map.groupBy(await listLive(db, queues), ({ queue_id }) => queue_id)
  const facilityName = facility?.name ?? ''
  const moments = queues.map((queue) => [queue.id, { queue, facilityName, live: live.get(queue.id) ?? [] }] as const)
  return { queues: new Map(moments), answers: new Map() }
}

interface KnownLink {
  readonly tokenId: TokenId
  readonly queueId: QueueId
  /** Hospital and day. */
  readonly key: string
  readonly endsAt: Date
}

export interface Places {
  /** The answer for a link that `readLink` has accepted; undefined when there is no such token. */
  answer(link: string, read: ReadLink): Promise<ReadyAnswer | undefined>
  /** The answer for the address of somebody who waits or is served; undefined when it must be read. */
  recall(address: string): ReadyAnswer | undefined
}

/**
 * The places of all links, made from one read of the hospital a second. Who asked once has a ready answer from then on.
 * `nowMs` measures the age of what was read: a clock that never goes back.
 */
export function createPlaces(context: AppointmentsContext, nowMs?: () => number): Places {
  const { db, clock } = context
  const days = createKeptSecond((key: string) => readDay(context, key), {
    keptMax: DAYS_MAX,
    ...(nowMs && { nowMs }),
  })
  const links = new Map<string, KnownLink>()

  const note = async (address: string, token: Token, endsAt: Date): Promise<KnownLink> => {
    const { facility_id, day } = (await findQueue(db, token.queue_id)) as Queue
    const known = { tokenId: token.id, queueId: token.queue_id, key: `${facility_id} ${day}`, endsAt }
    if (links.size >= LINKS_MAX) links.clear()
    links.set(address, known)
    return known
  }

  const make = (queue: QueueMoment, token: Token): ReadyAnswer => {
    const { asOf, ...rest } = toView(queue, token, clock.now())
    const text = Buffer.from(JSON.stringify({ asOf, ...rest })).toString('latin1')
    const etag = `W/"${hash('sha1', JSON.stringify(rest), 'base64url')}"`
    return { text, etag, cacheControl: CACHE_CONTROL }
  }

  /** Who was sent to another queue, or whose turn is over, is not live in this queue. */
  const findLive = ({ queues, answers }: DayMoment, { tokenId, queueId }: KnownLink): ReadyAnswer | undefined => {
    const kept = answers.get(tokenId)
    if (kept) return kept
    const queue = queues.get(queueId)
    const token = queue?.live.find(({ id }) => id === tokenId)
    if (!queue || !token) return undefined
    const answer = make(queue, token)
    answers.set(tokenId, answer)
    return answer
  }

  return {
    async answer(link, { tokenId, endsAt }) {
      const address = `${PLACES}${link}`
      const before = links.get(address)
      const live = before && findLive(await days.make(before.key), before)
      if (live) return live
      const token = await findFollowed(context, tokenId)
      if (!token) return undefined
      const known = await note(address, token, endsAt)
      const moment = await days.make(known.key)
      return findLive(moment, known) ?? make(moment.queues.get(known.queueId) as QueueMoment, token)
    },
    recall(address) {
      const known = links.get(address)
      const moment = known && known.endsAt > clock.now() ? days.recall(known.key) : undefined
      return known && moment ? findLive(moment, known) : undefined
    },
  }
}

/** Adds the link of the place to the token of an appointment. */
export function withLink<View extends Pick<AppointmentView, 'token' | 'date'>>(
  { keys }: Pick<AppointmentsContext, 'keys'>,
  view: View,
): View {
  const { token, date } = view
  return token ? { ...view, token: { ...token, link: linkOf(keys, token.tokenId, date) } } : view
}

/** Adds the link and the place in the queue, while the person waits or is served. */
export async function withPlace<View extends Pick<AppointmentView, 'token' | 'date'>>(
  context: AppointmentsContext,
  view: View,
): Promise<View> {
  const linked = withLink(context, view)
  const { token } = linked
  if (!token || !isLive(token.status)) return linked
  const found = await findPlace(context, token.tokenId)
  if (!found) return linked
  const { facilityId: _facility, facilityName: _name, ...place } = found
  return { ...linked, token: { ...token, place } }
}
