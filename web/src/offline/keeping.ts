// Keeps the answers that pages get while somebody is signed in, and gives them back when a request gets no answer.
import { freshToken } from '../api/access-token.ts'
import { keyOf, markAllStale, queryClient } from '../api/cache.ts'
import { type Answer, ask, type Reading, type Request } from '../api/client.ts'
import { NoAnswer } from '../api/problem.ts'
import { type Account, isStaff } from '../session/account.ts'
import { forgetOffline } from '../session/kept.ts'
import { signedInHere, toIdentity } from '../session/session.ts'
import { createWatched } from '../watched.ts'
import { findAnswer, KEPT_OPERATIONS, type KeptSession, keepAnswer, keepSession } from './answers.ts'

type Query = ReturnType<ReturnType<typeof queryClient.getQueryCache>['getAll']>[number]

/** Whether the last request got no answer. */
const connection = createWatched<'open' | 'lost'>(navigator.onLine ? 'open' : 'lost')
export const useConnection = connection.use

/** Reading ahead waits: what people look at comes first. */
const AHEAD_AFTER_MS = 3_000
const AHEAD_FRESH_MS = 10 * 60_000
const TRY_AGAIN_MS = 30_000
const OPEN_BOOKINGS_MAX = 10

let kept: Account | undefined
/** Before this moment something was written. What was read earlier may be wrong now. */
let writtenAtMs = 0
let ahead: ReturnType<typeof setTimeout> | undefined

/** Nothing is kept of people who work somewhere: others may use their computer. */
export const mayKeep = (account: Account): boolean => !isStaff(account) && account.secondFactor === undefined

/** Another tab may have signed out, or somebody else may have signed in there. So look at each time. */
const isHere = (): boolean => kept !== undefined && signedInHere() === toIdentity(kept)

export function startKeeping({ account, endsAtMs }: KeptSession): void {
  const isNew = kept?.id !== account.id
  kept = mayKeep(account) ? account : undefined
  // Somebody who has just taken a role is a citizen no more, as far as this device is concerned.
  if (!kept) forgetOffline()
  if (!isHere()) return
  keepSession(localStorage, { account, endsAtMs })
  if (!isNew) return
  for (const query of queryClient.getQueryCache().getAll()) note(query)
  readAheadSoon()
}

queryClient.getQueryCache().subscribe((event) => {
  if (event.type !== 'updated') return
  const { type } = event.action
  if (type === 'success' && !event.action.manual) connection.write('open')
  if (type === 'error' && event.action.error instanceof NoAnswer) connection.write('lost')
  if (type === 'success' || type === 'error') note(event.query)
})
queryClient.getMutationCache().subscribe(({ type, mutation }) => {
  if (type !== 'updated' || mutation.state.status !== 'success') return
  writtenAtMs = Date.now()
  readAheadSoon()
})
addEventListener('offline', () => connection.write('lost'))
addEventListener('online', () => {
  // If this is not true, the next request says so.
  connection.write('open')
  tryAgain()
})
setInterval(() => {
  if (connection.read() === 'lost' && document.visibilityState === 'visible') tryAgain()
}, TRY_AGAIN_MS)

function tryAgain(): void {
  if (!kept) return
  markAllStale()
  // A page that asks nothing would stay in the state of being offline.
  void freshToken().catch(() => undefined)
}

/** Keeps the answer of a query, or gives it the kept one when no answer came. */
function note({ queryKey, state }: Query): void {
  const [name, , form] = queryKey as readonly [Reading, unknown, string]
  if (!KEPT_OPERATIONS[name] || form !== 'answer' || !kept || !isHere()) return
  if (state.status === 'success') {
    keepAnswer(localStorage, kept.id, { key: queryKey, atMs: state.dataUpdatedAt, answer: state.data })
  } else if (state.data === undefined && state.error instanceof NoAnswer) {
    const found = findAnswer(localStorage, kept.id, queryKey, Date.now())
    if (found) queryClient.setQueryData(queryKey, found.answer, { updatedAt: found.atMs })
  }
}

function readAheadSoon(): void {
  clearTimeout(ahead)
  ahead = setTimeout(() => void readAhead().catch(() => undefined), AHEAD_AFTER_MS)
}

/** Reads what the pages need that nobody has opened yet: the slip of a booking just made, a certificate. */
async function readAhead(): Promise<void> {
  if (!kept?.powers.includes('family.manage')) return
  const { items: members } = await read('GET /v1/patients', {})
  await read('GET /v1/vaccination/vaccines', {})
  for (const { patientId } of members) {
    const path = { patientId }
    const { items: bookings } = await read('GET /v1/vaccination/bookings', { query: { patient: patientId } })
    const { items: doses } = await read('GET /v1/patients/{patientId}/doses', { path })
    if (doses.length > 0) await read('GET /v1/patients/{patientId}/certificates', { path })
    await read('GET /v1/patients/{patientId}/adverse-events', { path })
    const places = new Set([...bookings, ...doses].flatMap(({ facilityId }) => facilityId ?? []))
    for (const facilityId of places) await read('GET /v1/facilities/{facilityId}', { path: { facilityId } })
    const open = bookings.filter(({ status }) => status === 'BOOKED').slice(0, OPEN_BOOKINGS_MAX)
    for (const { bookingId, sessionId } of open) {
      await read('GET /v1/vaccination/bookings/{bookingId}', { path: { bookingId } })
      await read('GET /v1/vaccination/sessions/{sessionId}', { path: { sessionId } })
    }
  }
}

/** The kept answer if it is fresh, otherwise the server's. One request at a time: the person's own come first. */
async function read<Name extends Reading>(name: Name, request: Request<Name>): Promise<Answer<Name>> {
  if (!kept || !isHere()) throw new Error('nobody is signed in any more')
  const queryKey = keyOf(name, request, 'answer')
  const found = findAnswer(localStorage, kept.id, queryKey, Date.now())
  const freshFromMs = Math.max(writtenAtMs, Date.now() - AHEAD_FRESH_MS)
  if (found && found.atMs >= freshFromMs) return found.answer as Answer<Name>
  return queryClient.fetchQuery({ queryKey, queryFn: ({ signal }) => ask(name, { ...request, signal }), staleTime: 0 })
}
