// Tests doctors and appointments apart: two databases, two programs, a RabbitMQ between them, and each of them away.
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { openPractice } from './modules/appointments/testing.ts'
import { modules } from './modules.ts'
import { fixedClock } from './platform/clock.ts'
import { readConfig } from './platform/config.ts'
import { newId } from './platform/id.ts'
import { openLog } from './platform/log.ts'
import { inboxChannels } from './platform/ports/open-channels.ts'
import { migrateAll, openProgram } from './platform/program.ts'
import { StartError } from './platform/start-error.ts'
import { createTestDatabase, lastFirst, type WithAfter } from './testing/database.ts'
import { rabbitmq, startRabbitMq } from './testing/debian/rabbitmq.ts'
import { findFreePorts, needs } from './testing/debian/service.ts'
import { loadTestPlaces } from './testing/places.ts'
import { type Asked, createAsk, type Setup, setup, TEST_NOW, TEST_SETTINGS, TODAY } from './testing/setup.ts'
import { until } from './testing/until.ts'

const silent = openLog({ logLevel: 'silent', environment: 'test' })

const APART = 'appointments'
const others = modules.filter(({ name }) => name !== APART).map(({ name }) => name)

/** Two databases: one has the tables of appointments only, the other has all other tables. */
async function openDatabases(t: WithAfter): Promise<{ mainUrl: string; apartUrl: string }> {
  const { url: mainUrl } = await createTestDatabase(t, {
    migrate: async (empty) => {
      await migrateAll(
        empty,
        modules.filter(({ name }) => name !== 'appointments'),
        silent,
      )
      await loadTestPlaces(empty)
    },
  })
  const { url: apartUrl } = await createTestDatabase(t, {
    migrate: async (empty) => {
      await migrateAll(
        empty,
        modules.filter(({ name }) => name === 'appointments'),
        silent,
      )
    },
  })
  return { mainUrl, apartUrl }
}

const callsUrls = (names: readonly string[], port: number): Record<string, string> =>
  Object.fromEntries(names.map((name) => [`SEHAT_CALLS_URL_${name.toUpperCase()}`, `http://127.0.0.1:${port}`]))

interface Ways {
  readonly databaseUrl: string
  readonly port: number
  readonly mainPort: number
  readonly brokerUrl: string
}

const settingsOf = ({ port, mainPort, brokerUrl }: Ways): Record<string, string> => ({
  ...TEST_SETTINGS,
  ROLE: 'both',
  MODULES: APART,
  SEHAT_CALLS_PORT: String(port),
  SEHAT_CALL_TIMEOUT_MS_MIN: '0',
  SEHAT_BROKER_URL: brokerUrl,
  ...callsUrls(others, mainPort),
})

/** The program that runs appointments alone. */
async function openAppointments(t: WithAfter, ways: Ways) {
  const config = readConfig(settingsOf(ways), '/tmp/sehat-tests')
  const clock = fixedClock(TEST_NOW)
  const { databaseUrl } = ways
  const program = await openProgram({ config, databaseUrl, log: silent, modules, channels: inboxChannels(), clock })
  t.after(() => program.stop())
  await program.start()
  return { program, ask: createAsk(program) }
}

async function begin(t: TestContext) {
  const later = lastFirst(t)
  const { mainUrl, apartUrl } = await openDatabases(later)
  const broker = await startRabbitMq(later)
  const [mainPort = 0, port = 0] = await findFreePorts(2)
  const ways = { databaseUrl: apartUrl, port, mainPort, brokerUrl: broker.url }
  const main = await setup(later, {
    databaseUrl: mainUrl,
    env: {
      ROLE: 'both',
      MODULES: others.join(','),
      SEHAT_CALLS_PORT: String(mainPort),
      SEHAT_BROKER_URL: broker.url,
      ...callsUrls([APART], port),
    },
  })
  const apart = await openAppointments(later, ways)
  // The tests ask as through one door: each address goes to the program that has it.
  const ask: Setup['ask'] = (method, url, asked?: Asked) =>
    (/^\/v1\/(appointments|queues)\b/.test(url) ? apart.ask : main.ask)(method, url, asked)
  const place: Setup = {
    ...main,
    ask,
    program: {
      ...main.program,
      context: (name) => (name === APART ? apart.program : main.program).context(name),
    },
  }
  return { later, place, main, apart, broker, ways }
}

test(
  'two modules in two databases work together, and each goes on while the broker is away',
  needs(rabbitmq),
  async (t) => {
    const { place, main, apart, broker } = await begin(t)
    const practice = await openPractice(place)
    const asha = await place.citizen()
    const omar = await place.citizen({ name: 'Omar Khan' })
    const book = async (by: typeof asha) => {
      const [slot] = await practice.slots()
      const body = { slotIds: [slot?.slotId], patientId: by.patientId }
      return place.ask<{ status: string }>('POST', '/v1/appointments', { by, body })
    }
    const audited = async (): Promise<number> => {
      const text = `select from audit.changes where name = 'appointments.appointment-booked.v1'`
      return (await main.program.context('audit').pool.query(text)).rows.length
    }

    await t.test('hours that change in one database reach the other by the broker', async () => {
      const weekdays = [1, 2, 3, 4, 5, 6, 7]
      const hours = { starts: '15:00', ends: '16:00', slotMinutes: 15, validFrom: TODAY }
      const templates = weekdays.map((weekday) => ({ weekday, ...hours }))
      const url = `/v1/doctors/${practice.doctorId}/practices/${practice.facilityId}/templates`
      assert.ok((await place.ask('PUT', url, { by: practice.admin, body: { templates } })).status < 300)
      await until('the new hours are there', async () =>
        (await practice.slots()).some(({ start }) => start === '15:00'),
      )
    })

    await t.test('a booking is made in one database, and the audit in the other hears of it', async () => {
      const booked = await book(asha)
      assert.deepEqual([booked.status, booked.body.status], [201, 'BOOKED'])
      await until('the audit has the booking', async () => (await audited()) === 1)
    })

    await t.test('a sign-in that ends in one process is refused in the other', async () => {
      const { auth, pool } = main.program.context('identity')
      const actor = { accountId: asha.accountId as never, sessionId: newId(0), roles: ['citizen'] as const }
      const token = await auth.sign(actor, 600)
      const list = () => place.ask('GET', `/v1/appointments?patient=${asha.patientId}`, { by: { ...asha, token } })
      assert.equal((await list()).status, 200)
      const text = `insert into identity.revocations (cell, subject_id, expires_at) values (0, $1, $2)`
      await pool.query(text, [actor.sessionId, new Date(Date.parse(TEST_NOW) + 600_000)])
      await until('the other process refuses it', async () => (await list()).status === 401)
    })

    await t.test('booking goes on while the broker is away, and the event comes later', async () => {
      await broker.kill()
      assert.equal((await book(omar)).status, 201)
      await broker.restart()
      await until('the audit has the later booking', async () => (await audited()) === 2)
    })

    await t.test('staff of the other process see a patient only when the read is kept there', async () => {
      const reads = async (): Promise<number> =>
        (await main.program.context('audit').pool.query('select from audit.reads')).rows.length
      const before = await reads()
      const url = `/v1/appointments?facility=${practice.facilityId}&day=${TODAY}`
      const day = await apart.ask<{ items: unknown[] }>('GET', url, { by: practice.reception })
      assert.equal(day.status, 200, JSON.stringify(day.body))
      assert.ok((await reads()) > before)
    })

    await t.test('what needs the other process is a 503 with Retry-After while it is away', async () => {
      await main.program.stop()
      const refused = await book(asha)
      assert.equal(refused.status, 503)
      assert.ok(Number(refused.headers['retry-after']) >= 1)
    })
  },
)

test('events for modules that nobody can reach stop the start, and the message says the cure', async (t) => {
  const later = lastFirst(t)
  const { mainUrl } = await openDatabases(later)
  const config = readConfig(
    { ...TEST_SETTINGS, ROLE: 'worker', MODULES: others.join(','), ...callsUrls([APART], 1) },
    '/tmp/sehat-tests',
  )
  const program = await openProgram({ config, databaseUrl: mainUrl, log: silent, modules, channels: inboxChannels() })
  later.after(() => program.stop())
  await assert.rejects(
    program.start(),
    (error) => error instanceof StartError && /SEHAT_BROKER_URL/.test(error.message),
  )
})

test('a wrong name of a module, and a call that has no address, stop the start', async (t) => {
  const later = lastFirst(t)
  const { mainUrl } = await openDatabases(later)
  const open = (env: Record<string, string>) =>
    openProgram({
      config: readConfig({ ...TEST_SETTINGS, ...env }, '/tmp/sehat-tests'),
      ...{ databaseUrl: mainUrl, log: silent, modules, channels: inboxChannels() },
    })
  await assert.rejects(open({ MODULES: 'doctors,doktors' }), /doktors is no module/)
  await assert.rejects(open({ MODULES: APART }), /SEHAT_CALLS_URL_/)
})
