// Measures the way of a message: from an event in the outbox, over jobs and notices, to the gateway.
import { setTimeout as sleep } from 'node:timers/promises'
import { type AppointmentFacts, appointmentBooked } from '../../server/src/modules/appointments/contract.ts'
import type { AppointmentsContext } from '../../server/src/modules/appointments/testing.ts'
import { newId } from '../../server/src/platform/id.ts'
import { transaction } from '../../server/src/platform/postgres/db.ts'
import { publish } from '../../server/src/platform/work/outbox.ts'
import { figureOf } from '../booking/figures.ts'
import { costOf } from '../cpu.ts'
import type { Measured } from '../load/job.ts'
import type { Findings } from '../report.ts'
import { openInProcess } from '../sehat.ts'
import { percentile } from '../statistics.ts'
import type { Post } from './benchmark.ts'
import { appointmentDay, type Recipient } from './seed.ts'

const PART = 'events'
export const RATE = 500
export const QUICK_RATE = 50
const STEP_MS = 20
const P99_MS = 2_000

export async function measureEvents(post: Post, rate: number): Promise<Findings> {
  const { stage } = post
  const rounds: Measured[] = []
  for (let round = 1; round <= stage.options.rounds; round++) {
    rounds.push(await stage.quiet.quietest(() => measureOnce(post, rate)))
    const { latenciesMs } = rounds.at(-1) as Measured
    stage.say(`${PART} round ${round}: p99 ${percentile(latenciesMs, 0.99).toFixed(0)} ms`)
  }
  const all = Float64Array.from(rounds.flatMap(({ latenciesMs }) => [...latenciesMs])).sort()
  const value = percentile(all, 0.99)
  return {
    figures: [figureOf(PART, `from the event to the gateway, at ${rate} events/s`, rounds, 'messages/s')],
    goals: [
      {
        part: PART,
        name: `event to gateway, p99 at ${rate} events/s`,
        value,
        unit: 'ms',
        target: P99_MS,
        atMost: true,
      },
    ],
    notes: [
      `events: this process writes ${rate} events of booked appointments a second into the outbox, each for another ` +
        'person; a worker makes three notices of each and sends one. The time counts from the commit of the event.',
    ],
  }
}

async function measureOnce(post: Post, rate: number): Promise<Measured> {
  const { stage, database, gateway, worker, people, facilityId } = post
  const { warmUpMs, measureMs } = stage.options
  const seconds = (warmUpMs + measureMs) / 1_000
  const chosen = people.slice(0, Math.min(people.length, Math.round(rate * seconds)))
  gateway.clear()
  const program = await openInProcess(stage, database)
  const context = program.context('appointments') as AppointmentsContext
  await stage.settle()
  const pids = { servers: [worker.pid], database: stage.postgresPid }
  const startMs = Date.now()
  try {
    return await costOf(pids, async () => {
      const sent = await publishAll(context, chosen, { rate, facilityId })
      await gateway.untilArrived(chosen.map(({ phone }) => phone))
      const tooOften = gateway.count() - chosen.length
      if (tooOften !== 0) throw new Error(`${tooOften} messages came twice`)
      const counted = sent.filter(({ atMs }) => atMs >= startMs + warmUpMs)
      const latencies = counted.map(({ phone, atMs }) => (gateway.arrivedAtMs(phone) as number) - atMs)
      const latenciesMs = Float64Array.from(latencies).sort()
      return { count: counted.length, seconds: counted.length / rate, latenciesMs, total: sent.length, cpuSeconds: 0 }
    })
  } finally {
    await program.stop()
  }
}

interface Sent {
  readonly phone: string
  readonly atMs: number
}

/** Publishes an event for each of these people on a timetable. */
async function publishAll(
  context: AppointmentsContext,
  people: readonly Recipient[],
  { rate, facilityId }: { readonly rate: number; readonly facilityId: string },
): Promise<Sent[]> {
  const sent: Sent[] = []
  const startMs = performance.now()
  while (sent.length < people.length) {
    const due = Math.ceil(((performance.now() - startMs) * rate) / 1_000)
    const part = people.slice(sent.length, due)
    if (part.length > 0) {
      const bodies = part.map((one) => toFacts(one, facilityId))
      const origin = { actorId: null, requestId: 'bench' }
      await transaction(context.db, (tx) => publish(tx, origin, appointmentBooked, ...bodies))
      const atMs = Date.now()
      for (const { phone } of part) sent.push({ phone, atMs })
    }
    await sleep(STEP_MS)
  }
  return sent
}

function toFacts({ cell, patientId }: Recipient, facilityId: string): AppointmentFacts {
  return {
    ...{ appointmentId: newId<'appointment'>(cell), facilityId: facilityId as AppointmentFacts['facilityId'] },
    ...{ doctorId: newId<'doctor'>(cell), patientId: patientId as AppointmentFacts['patientId'] },
    ...{ date: appointmentDay(), start: '10:00', minutes: 15, mode: 'in-person', kind: 'new', feePaise: 0, version: 1 },
  }
}
