// The contender "lock in a cache": the way a peer books, as its code was read on 2026-11-30.
//
// It reads the slot, takes a lock in Redis, compares the count that it read before the lock, and writes that count plus
// one. While somebody else has the lock, it starts again after a short pause. Without Redis each process has a lock of
// its own in memory.
import Fastify from 'fastify'
import { Redis } from 'ioredis'
import pg from 'pg'
import { cellOf, newId } from '../../server/src/platform/id.ts'

const CONNECTIONS = 20
const LOCK_MS = 60_000
const PAUSE_MS = 20

const READ = 'select facility_id, doctor_id, held_on, capacity, booked from bench.slots where cell = $1 and id = $2'
const COUNT = 'update bench.slots set booked = $3 where cell = $1 and id = $2'
const CLAIM = `insert into bench.claims (cell, patient_id, doctor_id, held_on, ordinal, facility_id, appointment_id)
  values ($1, $2, $3, $4, 0, $5, $6)`
const BOOK = `insert into bench.appointments (cell, id, facility_id, doctor_id, patient_id, slot_id, slot_ids, held_on,
    starts_minute, ends_minute, mode, status, seat, kind, channel, priority, fee_paise, created_at, booked_at, version)
  values ($1, $2, $3, $4, $5, $6, array[$6::uuid], $7, 540, 555, 'in-person', 'BOOKED', 'regular', 'new', 'app',
    'normal', 0, now(), now(), 1)`

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

interface Lock {
  take(key: string): Promise<boolean>
  release(key: string): Promise<unknown>
}

const { DATABASE_URL, REDIS_URL, PORT } = process.env

function openLock(): Lock {
  if (REDIS_URL === undefined) {
    const taken = new Set<string>()
    return {
      take: async (key) => !taken.has(key) && taken.add(key) !== undefined,
      release: async (key) => taken.delete(key),
    }
  }
  const redis = new Redis(REDIS_URL)
  return {
    take: async (key) => (await redis.set(key, '1', 'PX', LOCK_MS, 'NX')) === 'OK',
    release: (key) => redis.del(key),
  }
}

interface Slot {
  readonly facility_id: string
  readonly doctor_id: string
  readonly held_on: string
  readonly capacity: number
  readonly booked: number
}

interface Asked {
  readonly slotId: string
  readonly patientId: string
}

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: CONNECTIONS })
const lock = openLock()
const app = Fastify()

async function write(slot: Slot, { slotId, patientId }: Asked): Promise<string> {
  const cell = cellOf(slotId)
  const id = newId<'appointment'>(cell)
  const { facility_id, doctor_id, held_on } = slot
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query({ name: 'count', text: COUNT, values: [cell, slotId, slot.booked + 1] })
    await client.query({ name: 'claim', text: CLAIM, values: [cell, patientId, doctor_id, held_on, facility_id, id] })
    const values = [cell, id, facility_id, doctor_id, patientId, slotId, held_on]
    await client.query({ name: 'book', text: BOOK, values })
    await client.query('commit')
    return id
  } finally {
    client.release()
  }
}

/** Gives the id of the appointment; undefined when the slot is full. */
async function book(asked: Asked): Promise<string | undefined> {
  const key = `lock:slot:${asked.slotId}`
  for (;;) {
    const { rows } = await pool.query<Slot>({ name: 'read', text: READ, values: [cellOf(asked.slotId), asked.slotId] })
    const slot = rows[0] as Slot
    if (await lock.take(key)) {
      try {
        return slot.booked >= slot.capacity ? undefined : await write(slot, asked)
      } finally {
        await lock.release(key)
      }
    }
    await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE_MS))
  }
}

app.get('/ready', async () => ({ ready: (await pool.query('select 1')).rowCount === 1 }))
app.post('/book', async (request, reply) => {
  const appointmentId = await book(request.body as Asked)
  return appointmentId === undefined
    ? reply.code(409).send({ type: 'slot-full' })
    : reply.code(201).send({ appointmentId, status: 'BOOKED' })
})

process.once('SIGTERM', () => process.exit(0))
await app.listen({ port: Number(PORT), host: '127.0.0.1' })
