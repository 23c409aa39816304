// Tests of what only Redis can get wrong: its settings, its absence, and a death between Redis and PostgreSQL.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../../platform/id.ts'
import { openLog } from '../../../platform/log.ts'
import { redis, startRedis } from '../../../testing/debian/redis.ts'
import { needs } from '../../../testing/debian/service.ts'
import { findByName } from '../../../testing/fakes/patient-index.ts'
import { type ServeProcess, startServe } from '../../../testing/process.ts'
import { setup, TEST_SETTINGS } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import type { LinkRequest, WorkflowId } from '../contract.ts'
import { bucketOf } from '../customers/directory.ts'
import { reconcile } from '../oversight/reconciliation.ts'
import type { CustomerRow } from '../tables.ts'
import { assertPromises, type Customer, partsOf, patientOf, poolOf, slugOf, untilAllEnded } from '../testing.ts'
import { openRedis } from './durable-redis.ts'
import { scripts } from './request-scripts.ts'
import type { RequestStore } from './request-store.ts'
import { beginOn, clientOf, countRows, keptIn, type OnStore } from './testing-stores.ts'

type Test = Parameters<typeof setup>[0]

const silent = openLog({ logLevel: 'silent', environment: 'test' })
const UNSWEPT = 'sehat:linkage:unswept'

async function openAt(t: Test, url: string): Promise<ReturnType<typeof openRedis>> {
  const opened = openRedis({ url, log: silent, scripts })
  t.after(async () => opened.stop())
  await opened.start()
  return opened
}

test(
  'a Redis that may lose requests is refused at the start with one sentence and its cure',
  needs(redis),
  async (t) => {
    for (const [name, value] of Object.entries({
      appendonly: 'no',
      appendfsync: 'everysec',
      'maxmemory-policy': 'allkeys-lru',
    })) {
      const needed = { appendonly: 'yes', appendfsync: 'always', 'maxmemory-policy': 'noeviction' }[name]
      const { url } = await startRedis(t, { [name]: value })
      const message = new RegExp(`its setting ${name} is ${value}.*set ${name} to ${needed} in redis.conf$`)
      await assert.rejects(openAt(t, url), { message })
    }
    const hidden = await startRedis(t)
    await clientOf(t, hidden).call('ACL', 'SETUSER', 'blind', 'on', '>hush', '~*', '+@all', '-config')
    const url = `redis://blind:hush@127.0.0.1:${hidden.port}`
    await assert.rejects(openAt(t, url), (error: Error) => {
      assert.match(error.message, /hides its setting appendonly; allow CONFIG GET/)
      return !error.message.includes('hush')
    })
    await hidden.kill()
    await assert.rejects(openAt(t, url), (error: Error) => {
      assert.match(
        error.message,
        /^Sehat cannot use the Redis at 127\.0\.0\.1:\d+ \(ECONNREFUSED\): check SEHAT_REDIS_URL$/,
      )
      return !error.message.includes('hush')
    })
  },
)

test('sehat serve does not start on such a Redis, and a user with few rights is enough', needs(redis), async (t) => {
  const unsafe = await startRedis(t, { appendfsync: 'everysec' })
  const { place } = await beginOn(t, undefined)
  await assert.rejects(startServe(place.databaseUrl, keptIn(unsafe)), /ended with 1 before it served/)
  const env = { ...TEST_SETTINGS, SEHAT_LINKAGE_REQUESTS: 'redis' }
  await assert.rejects(
    setup(t, { env, databaseUrl: place.databaseUrl }),
    /SEHAT_LINKAGE_REQUESTS=redis needs SEHAT_REDIS_URL/,
  )

  const safe = await startRedis(t)
  const rights = '+config|get +info +time +eval +evalsha +get +set +del +zadd +zscore +zrem +zrangebyscore'
  await clientOf(t, safe).call('ACL', 'SETUSER', 'sehat', 'on', '>a:b/c', '~sehat:linkage:*', ...rights.split(' '))
  const url = `redis://sehat:${encodeURIComponent('a:b/c')}@127.0.0.1:${safe.port}`
  const own = await beginOn(t, Object.assign(safe, { url }), { ROLE: 'both', SEHAT_LINKAGE_ARCHIVE_SECONDS: '0' })
  const id = (await own.customer.link(patientOf('Certain', 'U-1'))).body['workflow-id']
  await untilAllEnded(own.place)
  assert.equal((await own.customer.status(id)).outcome, 'LINKED')
  assert.deepEqual(
    own.place.logLines.filter((line) => line.includes('a:b/c') || line.includes('NOPERM')),
    [],
  )
  await reconcile(own.context, { ...partsOf(own.context), requests: await own.openStore() })
})

test('a change of the settings of a running Redis stops acceptance until it is corrected', needs(redis), async (t) => {
  const service = await startRedis(t)
  const { place, customer } = await beginOn(t, service)
  const client = clientOf(t, service)
  const statusOf = async (id: string) => (await customer.link(patientOf('Nobody', id))).status
  assert.equal(await statusOf('C-1'), 202)
  await client.config('SET', 'appendfsync', 'everysec')
  await until('it is refused', async () => (await statusOf('C-2')) === 503)
  assert.ok(place.logLines.some((line) => line.includes('its setting appendfsync is everysec')))
  await client.config('SET', 'appendfsync', 'always')
  await until('it is accepted', async () => (await statusOf('C-2')) === 202)
})

test('a full Redis refuses requests and half writes none, until it has room', needs(redis), async (t) => {
  const service = await startRedis(t)
  const { place, customer, everything } = await beginOn(t, service)
  const client = clientOf(t, service)
  const link = () => customer.link(patientOf('Nobody', 'M-1'), { key: 'full' })
  await client.config('SET', 'maxmemory', '1000')
  const refused = await link()
  assert.deepEqual([refused.status, refused.headers['retry-after']], [503, '2'])
  assert.deepEqual([await countRows(place, 'workflows'), await everything()], [0, ''])
  assert.ok(place.logLines.some((line) => line.includes('a step of the store of requests failed')))
  await client.config('SET', 'maxmemory', '0')
  assert.equal((await link()).status, 202)
})

test(
  'while Redis is away nothing is accepted or half written, and health and metrics say it',
  needs(redis),
  async (t) => {
    const service = await startRedis(t)
    const { place, customer } = await beginOn(t, service)
    const ready = async () => (await place.ask<{ status: string; faults?: string[] }>('GET', '/health/ready')).body
    const up = async () =>
      /^sehat_link_requests_store_up (\d)$/m.exec((await place.ask<string>('GET', '/metrics')).body)?.[1]
    assert.deepEqual([await ready(), await up()], [{ status: 'ready' }, '1'])
    for (const away of ['killed', 'held still'] as const) {
      if (away === 'killed') await service.kill()
      else service.pause()
      const answers = await Promise.all(['A-1', 'A-2'].map((id) => customer.link(patientOf('Nobody', id), { key: id })))
      for (const { status, headers, body } of answers) {
        assert.deepEqual([status, headers['retry-after'], slugOf(body)], [503, '2', 'try-again'], away)
      }
      const startedMs = performance.now()
      assert.equal((await customer.link(patientOf('Nobody', 'A-3'))).status, 503)
      assert.ok(performance.now() - startedMs < 1_900, 'the next request need not wait for a time limit')
      assert.equal(await countRows(place, 'workflows'), 0)
      assert.equal((await place.ask('GET', '/health/live')).status, 200)
      assert.deepEqual(await ready(), { status: 'ready', faults: ['linkage: requests to link cannot be accepted now'] })
      assert.equal(await up(), '0')
      if (away === 'killed') await service.restart()
      else service.resume()
      await until('Redis is used again', async () => (await up()) === '1')
    }
    const key = 'A-1'
    await until('the repeat is accepted', async () => {
      const { status } = await customer.link(patientOf('Nobody', 'A-1'), { key })
      return status === 202
    })
    assert.deepEqual(await ready(), { status: 'ready' })
    assert.equal(await countRows(place, 'workflows'), 1)
  },
)

test('workers wait for Redis: no workflow fails, although only one try is allowed', needs(redis), async (t) => {
  const service = await startRedis(t)
  const { place, customer, index, env } = await beginOn(t, service, {
    SEHAT_LINKAGE_ATTEMPTS_MAX: '1',
    SEHAT_LINKAGE_WORKERS_MAX: '2',
    // Longer than a command of Redis waits, as in production. Otherwise a worker takes its own work again.
    SEHAT_LINKAGE_LEASE_SECONDS: '30',
  })
  const accepted = new Map<string, string>()
  for (let nth = 0; nth < 12; nth++) {
    const { body } = await customer.link(patientOf('Certain', `Q-${nth}`))
    accepted.set(`Q-${nth}`, body['workflow-id'])
  }
  const worker = await setup(t, {
    clock: 'real',
    databaseUrl: place.databaseUrl,
    env: { ...env, ROLE: 'worker' },
    isStarted: false,
  })
  // It connects while Redis is up, and takes workflows while Redis is held still.
  index.behave(async (question) => {
    if (index.questions.length === 1) service.pause()
    return findByName(question)
  })
  await worker.program.start()
  const failed = 'the data of a request cannot be read now'
  await until('a worker could not read', () => worker.logLines.some((line) => line.includes(failed)))
  await service.kill()
  await service.restart()
  await untilAllEnded(place)
  await assertPromises(place, customer, accepted)
  const { rows } = await poolOf(place).query("select status from linkage.workflows where outcome <> 'LINKED'")
  assert.deepEqual(rows, [])
})

/** The claims of Redis, as the key records name them. */
async function claimOf(t: Test, service: Parameters<typeof clientOf>[1], customer: Customer, key: string) {
  const record = await clientOf(t, service).get(`sehat:linkage:key:${customer.id}:${key}`)
  return record?.split(' ')[1]
}

/** Lets a process die after it has claimed a key. Its statement then ends with it, or reaches the database. */
async function dieBetween(t: Test, on: OnStore, isCut: boolean, ask: (dying: ServeProcess) => Promise<string>) {
  const { place, env } = on
  const dying = await startServe(place.databaseUrl, { ...env, ROLE: 'web' })
  t.after(() => dying.kill())
  const locker = await poolOf(place).connect()
  await locker.query('begin')
  await locker.query('lock table linkage.workflows')
  const claimed = await ask(dying)
  const waits = `from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  await until('its statement waits', async () => (await locker.query(`select pid ${waits}`)).rowCount === 1)
  await dying.kill()
  if (isCut) await locker.query(`select pg_terminate_backend(pid) ${waits}`)
  await locker.query('rollback')
  locker.release()
  return claimed
}

for (const isCut of [true, false]) {
  const what = isCut ? 'its claim, and the repeat is accepted under it' : 'a written workflow, and the repeat gets it'
  test(`a process that dies before it hears of PostgreSQL leaves ${what}`, needs(redis), async (t) => {
    const service = await startRedis(t)
    const on = await beginOn(t, service)
    const { place, customer, env } = on
    const patient = patientOf('Certain', 'D-1')
    const claimed = await dieBetween(t, on, isCut, async (dying) => {
      void customer.link(patient, { key: 'dies', at: dying }).catch(() => undefined)
      const read = () => claimOf(t, service, customer, 'dies')
      await until('the key is claimed', async () => (await read()) !== undefined)
      return (await read()) as string
    })
    if (isCut) assert.equal(await countRows(place, 'workflows'), 0)
    else await until('it is written', async () => (await countRows(place, 'workflows')) === 1)
    const again = async () => {
      const { status, body, headers } = await customer.link(patient, { key: 'dies' })
      return [status, body['workflow-id'], headers['idempotent-replayed']]
    }
    assert.deepEqual(await again(), [202, claimed, isCut ? undefined : 'true'])
    assert.deepEqual(await again(), [202, claimed, 'true'])
    await setup(t, { clock: 'real', databaseUrl: place.databaseUrl, env: { ...env, ROLE: 'both' } })
    await untilAllEnded(place)
    await assertPromises(place, customer, new Map([['D-1', claimed]]))
    assert.equal(await countRows(place, 'workflows'), 1)
  })
}

/** Claims a key for a patient of this id, like a process that dies before it writes the workflow. Gives the id. */
async function leaveClaim(store: RequestStore, { place, customer }: OnStore, id: string): Promise<WorkflowId> {
  const { rows } = await poolOf(place).query('select * from linkage.customers where id = $1', [customer.id])
  const body = { patient: patientOf('Certain', id) } as LinkRequest
  const workflowId = newId<'workflow'>(bucketOf(customer.id, id), Date.now())
  const request = { customer: rows[0] as CustomerRow, key: id, workflowId, body }
  await assert.rejects(
    store.accept(request, () => Promise.reject(new Error('the process died'))),
    /died/,
  )
  return workflowId
}

test(
  'reconciliation sweeps old data without a workflow, and a repeat after that is accepted',
  needs(redis),
  async (t) => {
    const service = await startRedis(t)
    const on = await beginOn(t, service)
    const { place, customer, context, kept, env } = on
    const store = await on.openStore()
    const round = () => reconcile(context, { ...partsOf(context), requests: store })
    const dies = (key: string) => leaveClaim(store, on, key)
    const written = (await customer.link(patientOf('Certain', 'S-1'))).body['workflow-id']
    const [old, young] = [await dies('S-2'), await dies('S-3')]
    const client = clientOf(t, service)
    for (const id of [written, old]) await client.zadd(UNSWEPT, Date.now() - 365 * 86_400_000, id)
    await round()
    assert.ok((await kept(written)) && (await kept(young)))
    assert.equal(await kept(old), undefined)
    const left = await client.zrange(UNSWEPT, '0', '-1')
    assert.deepEqual([left.includes(written), left.includes(old), left.includes(young)], [false, false, true])

    // The clock of Redis was put back after this claim.
    const record = `sehat:linkage:key:${customer.id}:S-3`
    await client.set(record, ((await client.get(record)) as string).replace(/\d+$/, `${Date.now() + 3_600_000}`))
    for (const [key, id] of [
      ['S-2', old],
      ['S-3', young],
    ] as const) {
      const { status, body } = await customer.link(patientOf('Certain', key), { key })
      assert.deepEqual([status, body['workflow-id']], [202, id])
      assert.ok(await kept(id))
    }
    await setup(t, { clock: 'real', databaseUrl: place.databaseUrl, env: { ...env, ROLE: 'both' } })
    await untilAllEnded(place)
    await assertPromises(
      place,
      customer,
      new Map([
        ['S-1', written],
        ['S-2', old],
        ['S-3', young],
      ]),
    )
  },
)

test(
  'an installation changes its store: open requests go on, and no worker fails what it cannot read',
  needs(redis),
  async (t) => {
    const service = await startRedis(t)
    const { place, customer, env } = await beginOn(t, undefined, { SEHAT_LINKAGE_ATTEMPTS_MAX: '1' })
    const before = (await customer.link(patientOf('Certain', 'X-1'))).body['workflow-id']
    const { databaseUrl } = place
    const start = (on: typeof service | undefined, ROLE: string) =>
      setup(t, { clock: 'real', databaseUrl, env: { ...env, ...keptIn(on), ROLE } })
    const web = await start(service, 'web')
    const after = (await customer.link(patientOf('Certain', 'X-2'), { at: web })).body['workflow-id']
    const old = await start(undefined, 'worker')
    await until('the old worker could not read', () => old.logLines.some((line) => line.includes(after)))
    await start(service, 'worker')
    await untilAllEnded(place)
    await assertPromises(
      place,
      customer,
      new Map([
        ['X-1', before],
        ['X-2', after],
      ]),
    )
    for (const id of [before, after]) assert.equal((await customer.status(id)).outcome, 'LINKED')
    const repeat = await customer.link(patientOf('Certain', 'X-1'), { at: web })
    assert.equal(repeat.body['workflow-id'], before)
  },
)
