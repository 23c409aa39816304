// The floor: one statement for each booking, sent straight to PostgreSQL over a few connections, without HTTP.
import pg from 'pg'
import { newId } from '../../server/src/platform/id.ts'
import type { Measured } from '../load/job.ts'
import type { Place } from './seed.ts'

export interface FloorJob {
  readonly databaseUrl: string
  readonly connections: number
  readonly warmUpMs: number
  readonly measureMs: number
  readonly sessions: readonly Place[]
}

// One statement is one transaction and one round trip: an UPDATE and an INSERT cannot be faster.
const BOOK = `with seat as (
    update bench.sessions set booked = booked + 1, tokens_issued = tokens_issued + 1
    where cell = $1 and id = $2 and booked < capacity returning tokens_issued)
  insert into bench.bookings (cell, id, session_id, patient_id, account_id, time_window, token, status, booked_at)
  select $1, $3, $2, $4, $5, '09:00-12:00', tokens_issued, 'BOOKED', now() from seat`

process.once('message', (job: FloorJob) => {
  runFloor(job).then(
    (outcome) => process.send?.({ outcome }, () => process.exit(0)),
    (error: Error) => process.send?.({ failure: error.message }, () => process.exit(1)),
  )
})

async function runFloor(job: FloorJob): Promise<Measured> {
  const { databaseUrl: connectionString, warmUpMs, measureMs } = job
  const clients = Array.from({ length: job.connections }, () => new pg.Client({ connectionString }))
  await Promise.all(clients.map((client) => client.connect()))
  const measureFrom = performance.now() + warmUpMs
  const measureTo = measureFrom + measureMs
  const latencies: number[] = []
  const cpuAtStart = process.cpuUsage()
  let total = 0
  const drive = async (client: pg.Client): Promise<void> => {
    for (let sentMs = performance.now(); sentMs < measureTo; ) {
      await bookOne(client, job.sessions)
      total++
      const nowMs = performance.now()
      if (nowMs >= measureFrom && nowMs < measureTo) latencies.push(nowMs - sentMs)
      sentMs = nowMs
    }
  }
  await Promise.all(clients.map(drive))
  const { user, system } = process.cpuUsage(cpuAtStart)
  await Promise.all(clients.map((client) => client.end()))
  return {
    count: latencies.length,
    seconds: measureMs / 1000,
    latenciesMs: Float64Array.from(latencies).sort(),
    total,
    cpuSeconds: (user + system) / 1e6,
  }
}

async function bookOne(client: pg.Client, sessions: readonly Place[]): Promise<void> {
  const { cell, id } = sessions[Math.floor(Math.random() * sessions.length)] as Place
  const values = [cell, id, newId<'booking'>(cell), newId<'patient'>(cell), newId<'account'>(cell)]
  const { rowCount } = await client.query({ name: 'book', text: BOOK, values })
  if (rowCount !== 1) throw new Error('The session is full')
}
