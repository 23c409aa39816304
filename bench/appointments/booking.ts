// Measures bookings of doctors' slots beside bookings of vaccination in the same run, and a hold with its confirmation.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Ground, measureSehat, usualTiming } from '../booking/contenders.ts'
import { brief, figureOf, rateOf } from '../booking/figures.ts'
import { gatherPeople, introduce } from '../booking/people.ts'
import { type Place, readCells, SPREAD_SESSIONS, seedCentres, seedPatients } from '../booking/seed.ts'
import { type LoadJob, type LoadOutcome, type Measured, packRequests, postText } from '../load/job.ts'
import { runLoad } from '../load/run.ts'
import { wants } from '../options.ts'
import type { Findings, Goal } from '../report.ts'
import { type Person, type Sehat, startSehat } from '../sehat.ts'
import type { Stage } from '../stage.ts'
import { median, ratios } from '../statistics.ts'
import { type Doctor, seedPractices, seedSlots } from './seed.ts'
import { verifyAppointments } from './verify.ts'

const TARGETS = { booking: 0.8, hold: 0.45 }
/** The tables hold so many places at most. */
const CAPACITY = 30_000
const DONE_WITHIN_MS = 300_000

export interface Desk {
  readonly ground: Ground
  readonly sehat: Sehat
  /** Grows with each measurement, so that each has fresh slots on a day of its own. */
  nth: number
}

export async function measureBooking(stage: Stage): Promise<Findings> {
  stage.say('making the database')
  const database = await stage.createDatabase('appointments')
  // The benchmark books one slot more often than any doctor could see people.
  await database.pool.query('alter table appointments.slots drop constraint slots_capacity_range')
  const cells = readCells()
  stage.say('signing people in')
  const people = await gatherPeople(stage, cells, stage.options.peoplePerSecond)
  const ground = { stage, database, cells, people }
  const hot = {
    centres: await seedCentres(database.pool, cells.slice(0, 1), 1),
    doctors: await seedPractices(database.pool, cells, 1),
  }
  const spread = {
    centres: await seedCentres(database.pool, cells, SPREAD_SESSIONS),
    doctors: await seedPractices(database.pool, cells, SPREAD_SESSIONS),
  }
  const sehat = await startSehat(stage, database, 'sehat')
  await introduce(ground, sehat)
  const desk = { ground, sehat, nth: 0 }
  const findings: Findings[] = []
  for (const [part, places] of Object.entries({ hot, spread })) {
    if (wants(stage.options, part)) findings.push(await measurePart(desk, part, places))
  }
  await sehat.stop()
  await stage.dropDatabase(database)
  return {
    figures: findings.flatMap(({ figures }) => figures),
    goals: findings.flatMap(({ goals }) => goals),
    notes: notesOf(ground),
  }
}

interface Places {
  readonly centres: readonly Place[]
  readonly doctors: readonly Doctor[]
}

async function measurePart(desk: Desk, part: string, { centres, doctors }: Places): Promise<Findings> {
  const { ground, sehat } = desk
  const { stage } = ground
  const contenders = [
    { name: 'an appointment in one step', measure: () => measureOneStep(desk, doctors) },
    { name: 'vaccination, the same engine', measure: () => measureSehat(ground, sehat, centres, ground.people.length) },
    { name: 'hold, then confirm', measure: () => measureHolds(desk, doctors) },
  ].map((one) => ({ ...one, rounds: [] as Measured[] }))
  for (let round = 1; round <= stage.options.rounds; round++) {
    for (const { name, measure, rounds } of contenders) {
      rounds.push(await stage.quiet.quietest(measure))
      stage.say(`${part} round ${round}: ${name}: ${brief(rounds.at(-1) as Measured)}`)
    }
  }
  const [steps = [], doses = [], holds = []] = contenders.map(({ rounds }) => rounds.map(rateOf))
  const goal = (name: string, value: number, target: number): Goal => ({ part, name, value, unit: 'x', target })
  return {
    figures: contenders.map(({ name, rounds }) => figureOf(part, name, rounds)),
    goals: [
      goal('an appointment : a booking of vaccination', median(ratios(steps, doses)), TARGETS.booking),
      goal('hold and confirm : an appointment in one step', median(ratios(holds, steps)), TARGETS.hold),
    ],
    notes: [],
  }
}

interface Crowd {
  readonly people: readonly Person[]
  readonly patients: readonly string[]
  readonly slots: readonly Place[]
  readonly wanted: readonly Place[]
  readonly keys: readonly string[]
}

/** Fresh patients, each with a slot that they want. */
async function gatherCrowd(desk: Desk, doctors: readonly Doctor[]): Promise<Crowd> {
  const { ground } = desk
  const slots = await seedSlots(ground.database.pool, doctors, { nth: 1 + desk.nth++, capacity: CAPACITY })
  // One slot has no place for more.
  const people = doctors.length === 1 ? ground.people.slice(0, CAPACITY) : ground.people
  const byCell = Map.groupBy(slots, ({ cell }) => cell)
  const wanted = people.map(({ cell }, nth) => {
    const near = byCell.get(cell) ?? slots
    return near[nth % near.length] as Place
  })
  const patients = await seedPatients(
    ground.database.pool,
    people,
    wanted.map(({ cell }) => cell),
  )
  return { people, patients, slots, wanted, keys: people.map(() => randomUUID()) }
}

async function load(
  { ground, sehat }: Desk,
  texts: readonly string[],
  timing: Partial<LoadJob> = {},
): Promise<LoadOutcome> {
  await untilDone(ground)
  await ground.stage.settle()
  const requests = packRequests(texts, texts.length)
  const capture = '"appointmentId":"'
  return runLoad(ground.stage, sehat, { ...usualTiming(ground.stage), requests, order: 'once', capture, ...timing })
}

function post(path: string, { token }: Person, key: string, body: object): string {
  return postText(path, { authorization: `Bearer ${token}`, 'idempotency-key': key }, JSON.stringify(body))
}

/** Books each a fresh slot of these doctors in one step, and then checks what is stored. */
export async function measureOneStep(
  desk: Desk,
  doctors: readonly Doctor[],
  timing: Partial<LoadJob> = {},
): Promise<Measured> {
  const crowd = await gatherCrowd(desk, doctors)
  const texts = crowd.people.map((person, nth) => {
    const body = { slotIds: [crowd.wanted[nth]?.id], patientId: crowd.patients[nth] }
    return post('/v1/appointments', person, crowd.keys[nth] as string, body)
  })
  const outcome = await load(desk, texts, timing)
  await verifyAppointments(desk.ground.database.pool, crowd.slots, outcome.captured)
  return outcome
}

/** Everybody holds first, then everybody confirms: the two rates together give the rate of the pair. */
async function measureHolds(desk: Desk, doctors: readonly Doctor[]): Promise<Measured> {
  const { pool } = desk.ground.database
  const crowd = await gatherCrowd(desk, doctors)
  const texts = crowd.people.map((person, nth) => {
    const body = { slotId: crowd.wanted[nth]?.id, patientId: crowd.patients[nth] }
    return post('/v1/appointments/holds', person, crowd.keys[nth] as string, body)
  })
  const held = await load(desk, texts)
  const { rows } = await pool.query<{ id: string; account_id: string }>(
    'select id, account_id from appointments.appointments where id = any($1::uuid[])',
    [held.captured],
  )
  const byAccount = new Map(crowd.people.map((person) => [person.accountId as string, person]))
  const confirmed = await load(
    desk,
    rows.map(({ id, account_id }) =>
      post('/v1/appointments', byAccount.get(account_id) as Person, randomUUID(), { holdId: id }),
    ),
  )
  await verifyAppointments(pool, crowd.slots, confirmed.captured)
  return together(held, confirmed)
}

/** The measurement of a pair of requests, one after the other. */
function together(first: Measured, second: Measured): Measured {
  const count = Math.min(first.count, second.count)
  const seconds = (count * first.seconds) / first.count + (count * second.seconds) / second.count
  const latenciesMs = Float64Array.from([...first.latenciesMs, ...second.latenciesMs].sort((a, b) => a - b))
  return { ...second, count, seconds, latenciesMs }
}

/** Waits until all events and their jobs are done, so that each measurement pays for its own work alone. */
async function untilDone({ database }: Ground): Promise<void> {
  const giveUpAt = performance.now() + DONE_WITHIN_MS
  for (;;) {
    const { rows } = await database.pool.query(`select
      (exists (select from appointments.outbox) or exists (select from vaccination.outbox)
        or exists (select from notifications.outbox)
        or exists (select from graphile_worker._private_jobs where run_at <= now())) as "isBusy"`)
    if (!rows[0].isBusy || performance.now() > giveUpAt) return
    await sleep(100)
  }
}

function notesOf({ stage, cells }: Ground): string[] {
  const { connections } = usualTiming(stage)
  return [
    `hot: one slot; spread: ${SPREAD_SESSIONS} slots of as many doctors in ${cells.length} districts. ${connections} ` +
      'keep-alive connections. Each request comes from another signed-in account, for its own patient, with a new ' +
      'key. Visits cost nothing, as in hospitals of the government, so no charges are raised. The check that a slot ' +
      'has 50 places at most was taken away, because one slot gets thousands of bookings.',
    'The hold with its confirmation is measured in two runs: its rate is that of both together.',
    'After every measurement SQL checked that the appointments of each slot are its count and within its capacity, ' +
      'and that each answer 201 is a stored appointment with one claim and one row of the own list.',
    stage.quiet.note(),
  ]
}
