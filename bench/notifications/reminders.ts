// Measures a morning: a hundred thousand reminders are due in one minute, while other people book.
import path from 'node:path'
import { measureOneStep } from '../appointments/booking.ts'
import { brief, figureOf, rateOf } from '../booking/figures.ts'
import type { Measured } from '../load/job.ts'
import type { Figure, Findings } from '../report.ts'
import { median, ratios } from '../statistics.ts'
import type { Post } from './benchmark.ts'
import type { FloorAnswer, FloorQuestion } from './gateway-floor.ts'
import { letRemindersBeDue, seedReminders } from './seed.ts'

const PART = 'reminders'
/** As many as one worker of Sehat has under way (SEHAT_NOTIFICATIONS_WORKERS_MAX). */
const AT_ONCE = 32
const TARGETS = { minutes: 10, bookings: 0.95 }

export async function measureReminders(post: Post): Promise<Findings> {
  const { stage, people } = post
  const before: Measured[] = []
  const meanwhile: Measured[] = []
  const seconds: number[] = []
  const floors: FloorAnswer[] = []
  for (let round = 1; round <= stage.options.rounds; round++) {
    before.push(await measureOneStep(post.desk, post.doctors))
    const { booked, tookSeconds } = await remind(post)
    meanwhile.push(booked)
    seconds.push(tookSeconds)
    floors.push(await measureFloor(post))
    const pace = Math.round(people.length / tookSeconds)
    stage.say(`${PART} round ${round}: ${pace} reminders a second; bookings meanwhile: ${brief(booked)}`)
  }
  const ratio = median(ratios(meanwhile.map(rateOf), before.map(rateOf)))
  const rate = (name: string, rounds: readonly number[]): Figure => ({ part: PART, name, unit: 'messages/s', rounds })
  const minutes = median(seconds) / 60
  return {
    figures: [
      rate(
        `${people.length} reminders, from due to the gateway`,
        seconds.map((one) => people.length / one),
      ),
      rate(
        `floor: the same messages, ${AT_ONCE} at once, no database`,
        floors.map((one) => one.total / one.seconds),
      ),
      figureOf(PART, 'bookings before', before),
      figureOf(PART, 'bookings while reminders leave', meanwhile),
    ],
    goals: [
      {
        ...{ part: PART, name: `${people.length} reminders have left`, value: minutes, unit: 'min' },
        ...{ target: TARGETS.minutes, atMost: true },
      },
      {
        part: PART,
        name: 'bookings while reminders leave : before',
        value: ratio,
        unit: 'x',
        target: TARGETS.bookings,
      },
    ],
    notes: [
      `reminders: ${people.length} are due in the same moment, each for another person. One web process takes the ` +
        'bookings and one worker sends; both, PostgreSQL, the gateway and the load share the machine. Afterwards ' +
        'each reminder was SENT, and the gateway had got it once.',
    ],
  }
}

async function remind(post: Post): Promise<{ booked: Measured; tookSeconds: number }> {
  const { database, gateway, people, facilityId, stage } = post
  const { pool } = database
  await pool.query("delete from notifications.notices where template = 'appointment-reminder-day'")
  await seedReminders(pool, people, facilityId)
  gateway.clear()
  await letRemindersBeDue(pool)
  const dueMs = Date.now()
  const booked = await measureOneStep(post.desk, post.doctors)
  const left = people.filter(({ phone }) => gateway.arrivedAtMs(phone) === undefined).length
  stage.say(`${PART}: ${left} reminders wait at the end of the bookings`)
  if (left === 0 && !stage.options.quick) throw new Error('All reminders had left before the bookings ended: give more')
  await gateway.untilArrived(people.map(({ phone }) => phone))
  const lastMs = Math.max(...people.map(({ phone }) => gateway.arrivedAtMs(phone) as number))
  await verify(post)
  return { booked, tookSeconds: (lastMs - dueMs) / 1_000 }
}

async function verify({ database, gateway, people }: Post): Promise<void> {
  const giveUpAt = performance.now() + 30_000
  for (;;) {
    const { rows } = await database.pool.query<{ sent: number }>(
      `select count(*)::int as sent from notifications.notices
       where template = 'appointment-reminder-day' and status = 'SENT'`,
    )
    if (rows[0]?.sent === people.length && gateway.count() === people.length) return
    if (performance.now() > giveUpAt) {
      throw new Error(`${rows[0]?.sent} of ${people.length} reminders are SENT, and ${gateway.count()} messages came`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function measureFloor({ stage, gateway, people }: Post): Promise<FloorAnswer> {
  const file = path.join(import.meta.dirname, 'gateway-floor.ts')
  const text = 'Appointment on 12 March, 10:00-10:15, Test Hospital. Reference DL-TEST. Sehat'
  const question = { url: gateway.url, phones: people.map(({ phone }) => phone), atOnce: AT_ONCE, text }
  return stage.processes.ask<FloorQuestion, FloorAnswer>(file, question)
}
