// A small toy for the tests of the giving engine: slots with places that are given only once, and holds.
import pg from 'pg'
import type { Clock } from '../clock.ts'
import { defineEvent, defineProblem, id, object } from '../contract.ts'
import { type Cell, type Id, newId } from '../id.ts'
import type { Repeatable } from '../idempotency.ts'
import { openMetrics } from '../metrics.ts'
import type { Send } from '../postgres/pipeline.ts'
import { overRecords } from '../postgres/records.ts'
import { notFound, Problem } from '../problem.ts'
import { type Asked, createGiving, type Decision, type Giving, type GivingEvent, type Moment } from './giving.ts'

export const SCHEMA = `
  create schema toy;
  create table toy.slots (
    cell int, id uuid, capacity int not null, booked int not null default 0, revision int not null default 1,
    constraint slots_pk primary key (cell, id), constraint slots_kept check (booked between 0 and capacity));
  create table toy.places (
    cell int, id uuid, slot_ids uuid[] not null, person text not null, status text not null, held_until timestamptz,
    constraint places_pk primary key (cell, id), constraint places_person check (person <> 'nobody'),
    constraint places_held check ((status = 'HELD') = (held_until is not null)));
  create table toy.claims (
    cell int, person text, place_id uuid not null, held_until timestamptz,
    constraint claims_pk primary key (cell, person));
  create table toy.outbox (
    cell int, id uuid, name text, body json, created_at timestamptz, constraint outbox_pk primary key (cell, id));
  create table toy.idempotency_keys (
    cell int, account_id uuid, key text, fingerprint text, status int, answer json, created_at timestamptz,
    constraint idempotency_keys_pk primary key (cell, account_id, key))`

export const CELL: Cell = 7
export const HOLD_MS = 120_000

export const slotFull = defineProblem('slot-full', 409, 'No place is free', 'Choose another.')
export const personTaken = defineProblem('person-taken', 409, 'This person has a place', 'One is enough.')
export const placeEnded = defineProblem('place-ended', 409, 'This place has ended', 'Take another.')
const PlaceId = id('place')
const placeTaken = defineEvent('toy.place-taken.v1', 'placeId', object({ placeId: PlaceId }))

interface Stated {
  readonly repeatable: Repeatable | undefined
}
/** A long visit takes all of several slots, or none. */
type Take = Stated & { readonly kind: 'book' | 'hold'; readonly slotIds: readonly string[]; readonly person: string }
type Keep = Stated & {
  readonly kind: 'confirm' | 'release'
  readonly placeId: string
  readonly slotIds: readonly string[]
}
type Move = Stated & {
  readonly kind: 'move'
  readonly placeId: string
  readonly slotIds: readonly string[]
  readonly toSlotIds: readonly string[]
}
export type ToyRequest = Take | Keep | Move
export type Toy = Giving<ToyRequest, { readonly placeId: string }>

interface Slot {
  readonly cell: number
  readonly id: string
  readonly capacity: number
  readonly booked: number
  readonly revision: number
}
interface Place {
  readonly cell: number
  readonly id: string
  readonly slot_ids: readonly string[]
  readonly person: string
  readonly status: string
  readonly held_until: Date | null
}
interface State {
  readonly slots: readonly Slot[]
  readonly places: readonly Place[]
}
interface Write {
  readonly changed: readonly Place[]
  readonly freed: readonly Place[]
  readonly slots: readonly Slot[]
}

const KEY = { cell: 'int', id: 'uuid' } as const
const PERSON = { cell: 'int', person: 'text' } as const
const CLAIM = { ...PERSON, id: 'uuid', held_until: 'timestamptz?' } as const
const PLACE = { ...KEY, slots: 'text', person: 'text', status: 'text', held_until: 'timestamptz?' } as const

const lockSlots = overRecords(
  'toy-lock',
  KEY,
  (keys) => `select s.* from ${keys} join toy.slots s on s.cell = record.cell and s.id = record.id
    order by s.cell, s.id for update of s`,
)
/** The places in any of these slots, the places that the requests name, and the places of the people who ask. */
const listPlaces = `select p.* from toy.places p
  where p.cell = $1 and (p.slot_ids && $2::uuid[] and p.status in ('HELD', 'BOOKED') or p.id = any($3::uuid[])
    or p.id in (select place_id from toy.claims where cell = $1 and person = any($4::text[])))`
const freeClaims = overRecords(
  'toy-free-claims',
  CLAIM,
  (claims) => `delete from toy.claims c using ${claims}
    where c.cell = record.cell and c.person = record.person and c.place_id = record.id`,
)
const takeClaims = overRecords(
  'toy-take-claims',
  CLAIM,
  (claims) => `insert into toy.claims (cell, person, place_id, held_until)
    select cell, person, id, held_until from ${claims} order by cell, person`,
)
const writePlaces = overRecords(
  'toy-write-places',
  PLACE,
  (places) => `insert into toy.places (cell, id, slot_ids, person, status, held_until)
    select cell, id, slots::uuid[], person, status, held_until from ${places}
    on conflict (cell, id) do update set status = excluded.status, held_until = excluded.held_until`,
)
const writeSlots = overRecords(
  'toy-write-slots',
  { ...KEY, booked: 'int', revision: 'int' },
  (slots) => `update toy.slots s set booked = record.booked, revision = record.revision from ${slots}
    where s.cell = record.cell and s.id = record.id`,
)

const slotIdsOf = (request: ToyRequest): string[] =>
  request.kind === 'move' ? [...request.slotIds, ...request.toSlotIds] : [...request.slotIds]

async function lock(send: Send, asked: readonly Asked<ToyRequest, unknown>[]): Promise<State> {
  const slotIds = [...new Set(asked.flatMap(({ request }) => slotIdsOf(request)))]
  const placeIds = asked.flatMap(({ request }) => ('placeId' in request ? [request.placeId] : []))
  const people = asked.flatMap(({ request }) => ('person' in request ? [request.person] : []))
  const [slots, places] = await Promise.all([
    send<Slot & pg.QueryResultRow>(lockSlots(slotIds.map((id) => ({ cell: CELL, id })))),
    send<Place & pg.QueryResultRow>({ text: listPlaces, values: [CELL, slotIds, placeIds, people] }),
  ])
  return { slots: slots.rows, places: places.rows }
}

const isLive = ({ status, held_until }: Place, now: Date): boolean =>
  status === 'BOOKED' || (status === 'HELD' && (held_until as Date) > now)

function decide(
  asked: readonly Asked<ToyRequest, unknown>[],
  state: State,
  { now, newId: makeId }: Moment,
): Decision<Slot, { placeId: string }, Write> {
  const places = new Map(state.places.map((place) => [place.id, place]))
  const changed = new Map<string, Place>()
  const events: GivingEvent[] = []
  const live = (): Place[] => [...places.values()].filter((place) => isLive(place, now))
  const free = (slotId: string): number => {
    const slot = state.slots.find(({ id }) => id === slotId)
    const used = live().filter(({ slot_ids }) => slot_ids.includes(slotId)).length
    return slot ? slot.capacity - used : 0
  }
  const put = (place: Place): void => {
    places.set(place.id, place)
    changed.set(place.id, place)
  }
  const take = (kind: 'book' | 'hold', person: string, slot_ids: readonly string[]) => {
    if (live().some((place) => place.person === person)) return new Problem(personTaken)
    if (slot_ids.some((id) => free(id) < 1)) return new Problem(slotFull)
    const id = makeId(CELL)
    const held_until = kind === 'hold' ? new Date(now.getTime() + HOLD_MS) : null
    put({ cell: CELL, id, slot_ids, person, status: kind === 'hold' ? 'HELD' : 'BOOKED', held_until })
    events.push({ event: placeTaken, body: { placeId: id }, origin: { actorId: null, requestId: 't' } })
    return { placeId: id }
  }
  const isFull = (slotId: string): boolean =>
    bookedOf(slotId) >= (state.slots.find(({ id }) => id === slotId)?.capacity ?? 0)
  const bookedOf = (slotId: string): number =>
    [...places.values()].filter(({ status, slot_ids }) => status === 'BOOKED' && slot_ids.includes(slotId)).length
  const outcomes = asked.map(({ request }): { placeId: string } | Problem => {
    if ('person' in request) return take(request.kind, request.person, request.slotIds)
    const place = places.get(request.placeId)
    if (!place) return new Problem(notFound)
    // By the clock of another process the hold may have expired, and somebody else may have booked the place there.
    const isGone = request.kind === 'confirm' && place.status === 'HELD' && place.slot_ids.some(isFull)
    if (isGone || !isLive(place, now)) return new Problem(placeEnded)
    put({ ...place, status: request.kind === 'confirm' ? 'BOOKED' : 'ENDED', held_until: null })
    if (request.kind !== 'move') return { placeId: place.id }
    const taken = take('book', place.person, request.toSlotIds)
    if (taken instanceof Problem) put(place)
    return taken
  })
  if (changed.size === 0) return { outcomes, write: undefined, events, rows: state.slots }
  const slots = state.slots.map((slot) => ({ ...slot, booked: bookedOf(slot.id), revision: slot.revision + 1 }))
  // Delete the claims of ended and expired places. Write the claims of live places again.
  const freed = [...places.values()].filter((place) => !isLive(place, now) || changed.has(place.id))
  return { outcomes, write: { changed: [...changed.values()], freed, slots }, events, rows: slots }
}

function write({ changed, freed, slots }: Write): pg.QueryConfig[] {
  const live = changed.filter(({ status }) => status !== 'ENDED')
  return [
    writePlaces(changed.map((place) => ({ ...place, slots: `{${place.slot_ids.join(',')}}` }))),
    freeClaims(freed),
    ...(live.length > 0 ? [takeClaims(live)] : []),
    writeSlots(slots),
  ]
}

export interface ToyOptions {
  readonly clock: Clock
  readonly statementTimeoutMs?: number
  readonly limits?: { readonly batchSizeMax: number; readonly waitingMax: number }
}

/** An engine as one process has it, with the slots that it knows to be full. */
export function openToy(databaseUrl: string, { clock, statementTimeoutMs = 20_000, limits }: ToyOptions) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  const full = new Set<string>()
  const batches: number[] = []
  const metrics = openMetrics()
  const context = { name: 'toy', databaseUrl, pool, clock, metrics, config: { statementTimeoutMs } }
  const giving: Toy = createGiving(
    context as never,
    {
      name: 'toy',
      lookUp: async (requests: readonly ToyRequest[]) =>
        requests.map((request) => ('person' in request && request.person === 'stranger' ? new Problem(notFound) : {})),
      refuseFull: (request) =>
        request.kind === 'book' && request.slotIds.some((id) => full.has(id)) ? new Problem(slotFull) : undefined,
      lock,
      decide: (asked, state, moment) => {
        batches.push(asked.length)
        return decide(asked, state, moment)
      },
      write,
      raceConstraints: ['claims_pk'],
      onRows: (slots) => {
        for (const { id, booked, capacity } of slots) booked >= capacity ? full.add(id) : full.delete(id)
      },
    },
    limits,
  )
  return {
    give: giving.give,
    full,
    /** The size of each batch. */
    batches,
    /** Resolves when exactly so many requests wait for their batch. */
    async untilWaiting(count: number): Promise<void> {
      const read = async () => (await metrics.registry.getSingleMetric('sehat_toy_waiting')?.get())?.values[0]?.value
      while ((await read()) !== count) await new Promise((resolve) => setTimeout(resolve, 5))
    },
    async stop() {
      await giving.stop()
      await pool.end()
    },
  }
}

export async function addSlots(pool: pg.Pool | pg.Client, ...capacities: number[]): Promise<string[]> {
  const ids = capacities.map(() => newId(CELL) as string)
  await pool.query(`insert into toy.slots (cell, id, capacity) select $1, * from unnest($2::uuid[], $3::int[])`, [
    CELL,
    ids,
    capacities,
  ])
  return ids
}

/** Makes the key of a request. The fingerprint stands for what the request asks for. */
export const keyed = (key: string, fingerprint = 'f', accountId = ACCOUNT): Repeatable => ({
  accountId,
  key,
  fingerprint,
})

const ACCOUNT: Id<'account'> = newId(CELL)
