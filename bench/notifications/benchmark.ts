// The benchmark `notifications`: how soon an event reaches the gateway, and a morning with many reminders.
import type { Desk } from '../appointments/booking.ts'
import { type Doctor, seedDoctors, seedPractices } from '../appointments/seed.ts'
import { gatherPeople, introduce } from '../booking/people.ts'
import { readCells, SPREAD_SESSIONS } from '../booking/seed.ts'
import { wants } from '../options.ts'
import type { Findings } from '../report.ts'
import { type Sehat, startSehat } from '../sehat.ts'
import type { Database, Stage } from '../stage.ts'
import { measureEvents, QUICK_RATE, RATE } from './events.ts'
import { type Gateway, openGateway } from './gateway.ts'
import { measureReminders } from './reminders.ts'
import { type Recipient, seedRecipients } from './seed.ts'

const REMINDERS = 100_000
const QUICK_REMINDERS = 500
/** The load of a morning, and what one process can book. */
const BOOKINGS_PER_SECOND_MAX = 4_000

/** All parts share a worker that sends to the gateway, and the people who get messages. */
export interface Post {
  readonly stage: Stage
  readonly database: Database
  readonly gateway: Gateway
  readonly worker: Sehat
  readonly people: readonly Recipient[]
  readonly facilityId: string
  /** The web process in which others book. */
  readonly desk: Desk
  readonly doctors: readonly Doctor[]
}

export async function runNotifications(stage: Stage): Promise<Findings> {
  const gateway = await openGateway()
  try {
    return await measureAll(stage, gateway)
  } finally {
    gateway.close()
  }
}

async function measureAll(stage: Stage, gateway: Gateway): Promise<Findings> {
  const { options } = stage
  const count = options.quick ? QUICK_REMINDERS : Math.min(REMINDERS, options.peoplePerSecond * 10)
  stage.say(`making the database with ${count} people who get messages`)
  const database = await stage.createDatabase('notifications')
  const { pool } = database
  await pool.query('alter table appointments.slots drop constraint slots_capacity_range')
  const [hospital] = (await seedDoctors(pool, 1)) as [Doctor]
  const cells = readCells()
  const people = await seedRecipients(pool, cells, count)
  const doctors = await seedPractices(pool, cells, SPREAD_SESSIONS)
  const bookers = await gatherPeople(stage, cells, Math.min(options.peoplePerSecond, BOOKINGS_PER_SECOND_MAX))
  const web = await startSehat(stage, database, 'sehat-web', { ROLE: 'web' })
  const sending = { ROLE: 'worker', SEHAT_SMS_GATEWAY_URL: gateway.url }
  const worker = await startSehat(stage, database, 'sehat-worker', sending)
  const ground = { stage, database, cells, people: bookers }
  const { facilityId } = hospital
  const desk = { ground, sehat: web, nth: 0 }
  const post = { stage, database, gateway, worker, people, facilityId, desk, doctors }
  const findings: Findings[] = []
  if (wants(options, 'events')) findings.push(await measureEvents(post, options.quick ? QUICK_RATE : RATE))
  if (wants(options, 'reminders')) {
    await introduce(ground, web)
    findings.push(await measureReminders(post))
  }
  await Promise.all([web.stop(), worker.stop()])
  await stage.dropDatabase(database)
  return {
    figures: findings.flatMap(({ figures }) => figures),
    goals: findings.flatMap(({ goals }) => goals),
    notes: [...findings.flatMap(({ notes }) => notes), stage.quiet.note()],
  }
}
