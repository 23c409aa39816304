// What this device keeps of the person who is signed in: answers to a declared list of requests, each with its time.
import type { Account } from '../api/access-token.ts'
import type { Reading } from '../api/client.ts'
import { OFFLINE } from '../session/kept.ts'

/**
 * The answers that the home, the slips, the records and the certificates show. `family`: it tells of people, and its
 * time is the time of the page. `general`: everybody gets the same.
 */
export const KEPT_OPERATIONS: Readonly<Partial<Record<Reading, 'family' | 'general'>>> = {
  'GET /v1/patients': 'family',
  'GET /v1/patients/{patientId}/doses': 'family',
  'GET /v1/patients/{patientId}/certificates': 'family',
  'GET /v1/patients/{patientId}/adverse-events': 'family',
  'GET /v1/vaccination/bookings': 'family',
  'GET /v1/vaccination/bookings/{bookingId}': 'family',
  'GET /v1/vaccination/sessions/{sessionId}': 'general',
  'GET /v1/vaccination/vaccines': 'general',
  'GET /v1/facilities/{facilityId}': 'general',
}

const AGE_MAX_MS = 30 * 86_400_000
/** Browsers give a site about five million characters. The device also keeps the keys of certificates there. */
const CHARACTERS_MAX = 1_000_000

export interface KeptSession {
  readonly account: Account
  readonly endsAtMs: number
}

export interface KeptAnswer {
  readonly key: readonly unknown[]
  readonly atMs: number
  readonly answer: unknown
}

type Stored = Omit<KeptAnswer, 'key'>

/** What may be kept in: the storage of the browser, or one of a test. */
export type Storing = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const SESSION = 'session'
const nameOf = (accountId: string, rest: string): string => `${OFFLINE}${accountId} ${rest}`

function namesIn(storage: Storing, start: string): string[] {
  const names = Array.from({ length: storage.length }, (_, nth) => storage.key(nth) ?? '')
  return names.filter((name) => name.startsWith(start))
}

/** Keeps who is signed in, and removes what is kept of anybody else. */
export function keepSession(storage: Storing, session: KeptSession): void {
  const own = nameOf(session.account.id, '')
  for (const name of namesIn(storage, OFFLINE)) if (!name.startsWith(own)) storage.removeItem(name)
  write(storage, own + SESSION, JSON.stringify({ account: session.account, endsAtMs: session.endsAtMs }))
}

/** The kept session of this account. When the sign-in is over, nothing of it stays. */
export function findSession(storage: Storing, accountId: string, nowMs: number): KeptSession | undefined {
  const text = storage.getItem(nameOf(accountId, SESSION))
  const session = text === null ? undefined : (JSON.parse(text) as KeptSession)
  if (session && nowMs < session.endsAtMs) return session
  for (const name of namesIn(storage, nameOf(accountId, ''))) storage.removeItem(name)
  return undefined
}

export function keepAnswer(storage: Storing, accountId: string, { key, atMs, answer }: KeptAnswer): void {
  write(storage, nameOf(accountId, JSON.stringify(key)), JSON.stringify({ atMs, answer } satisfies Stored))
}

export function findAnswer(
  storage: Storing,
  accountId: string,
  key: readonly unknown[],
  nowMs: number,
): KeptAnswer | undefined {
  const name = nameOf(accountId, JSON.stringify(key))
  const stored = readStored(storage, name)
  if (!stored) return undefined
  if (nowMs - stored.atMs <= AGE_MAX_MS) return { key, ...stored }
  storage.removeItem(name)
  return undefined
}

/** All answers that are kept of this account. Those that are too old go. */
export function listAnswers(storage: Storing, accountId: string, nowMs: number): KeptAnswer[] {
  const start = nameOf(accountId, '[')
  return namesIn(storage, start).flatMap(
    (name) => findAnswer(storage, accountId, JSON.parse(name.slice(start.length - 1)), nowMs) ?? [],
  )
}

function readStored(storage: Storing, name: string): Stored | undefined {
  const text = storage.getItem(name)
  return text === null ? undefined : JSON.parse(text)
}

/** Writes a value. If it has no room, the oldest answers go first, and then it is not kept at all. */
function write(storage: Storing, name: string, text: string): void {
  storage.removeItem(name)
  if (text.length > CHARACTERS_MAX) return
  const others = namesIn(storage, OFFLINE)
    .filter((other) => !other.endsWith(` ${SESSION}`))
    .map((other) => ({
      other,
      size: (storage.getItem(other) ?? '').length,
      atMs: readStored(storage, other)?.atMs ?? 0,
    }))
    .toSorted((a, b) => a.atMs - b.atMs)
  let total = others.reduce((sum, { size }) => sum + size, text.length)
  for (const { other, size } of others) {
    if (total <= CHARACTERS_MAX) break
    storage.removeItem(other)
    total -= size
  }
  try {
    if (total <= CHARACTERS_MAX) storage.setItem(name, text)
  } catch {
    // The storage is full or not allowed. Then the page needs a connection.
  }
}
