// The place of one person in the queue, for the link on the slip and for the family on the appointment.
import { findFacility } from '../../facilities/contract.ts'
import type { AppointmentView } from '../booking/views.ts'
import type { AppointmentsContext, Queue, Token } from '../tables.ts'
import type { TokenId } from './contract.ts'
import { linkOf } from './links.ts'
import { isLive } from './states.ts'
import { findQueue, findToken, listLive } from './store.ts'
import { toPlace } from './views.ts'

const MOVES_MAX = 10

/** The place of a token, or of the one in the queue to which the person was sent. */
export async function findPlace(context: AppointmentsContext, id: TokenId) {
  const { db, clock, call } = context
  let token = await findToken(db, id)
  for (let moves = 0; token !== undefined && token.moved_to !== null && moves < MOVES_MAX; moves++) {
    token = await findToken(db, token.moved_to)
  }
  if (!token) return undefined
  const queue = (await findQueue(db, token.queue_id)) as Queue
  const facility = await call(findFacility, { facilityId: queue.facility_id })
  const live: readonly Token[] = await listLive(db, [queue])
  const place = toPlace(token, queue, live, clock.now())
  return { facilityId: queue.facility_id, facilityName: facility?.name ?? '', ...place }
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
