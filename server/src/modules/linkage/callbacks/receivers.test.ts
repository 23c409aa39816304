// Seven kinds of receivers at once, while workers and a web process are killed: every request keeps its promise.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { startIndex } from '../../../testing/fakes/patient-index.ts'
import { answering, type Reply, startReceiver } from '../../../testing/fakes/receiver.ts'
import { type ServeProcess, startServe } from '../../../testing/process.ts'
import { setup } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import { assertPromises, type Customer, FAST, onboard, outside, patientOf, poolOf, untilAllEnded } from '../testing.ts'

const PATIENTS = 300

/** How each kind answers; undefined: it is closed. */
const KINDS: Readonly<Record<string, Reply | undefined>> = {
  good: answering(204),
  slow: (_, response) => void setTimeout(() => response.writeHead(200).end(), 300),
  broken: answering(500),
  redirecting: answering(302, { location: 'http://127.0.0.1:1/' }),
  gone: answering(410),
  closed: undefined,
  dripping: (_, response) => {
    const timer = setInterval(() => response.write('x'), 50)
    response.on('close', () => clearInterval(timer))
  },
}
/** These get their callbacks. To the others, Sehat gives up. */
const ANSWERING = ['good', 'slow']

/** A web process that is killed and replaced. Requests that it did not answer are repeated with the same key. */
async function startWeb(t: Parameters<typeof setup>[0], databaseUrl: string, env: Record<string, string>) {
  let web: ServeProcess = await startServe(databaseUrl, { ...env, ROLE: 'web' })
  t.after(() => web.kill())
  const insist = async (customer: Customer, patient: object): Promise<string> => {
    const key = crypto.randomUUID()
    let id = ''
    await until('it is accepted', async () => {
      const answer = await customer.link(patient, { key, at: web }).catch(() => undefined)
      if (answer?.status === 202) id = answer.body['workflow-id']
      else assert.ok(answer === undefined || answer.status === 503, JSON.stringify(answer?.body))
      return id !== ''
    })
    return id
  }
  return {
    insist,
    async replace() {
      await web.kill()
      web = await startServe(databaseUrl, { ...env, ROLE: 'web' })
    },
  }
}

test('300 patients of seven kinds of receivers, while workers and a web process are killed', async (t) => {
  const index = await startIndex(t)
  const env = {
    ...{ ...FAST, ...outside(index), SEHAT_LINKAGE_WEBHOOK_TIMEOUT_MS: '1000', SEHAT_LINKAGE_LEASE_SECONDS: '2' },
    SEHAT_LINKAGE_WEBHOOK_RETRIES_MAX: '2',
  }
  const place = await setup(t, { clock: 'real', env })
  const customers = await Promise.all(
    Object.entries(KINDS).map(async ([kind, reply]) => {
      const receiver = await startReceiver(t)
      const customer = await onboard(place, receiver, { limits: { 'callbacks-at-once': 8 } })
      if (reply) receiver.reply(reply)
      else await receiver.close()
      return { kind, customer, accepted: new Map<string, string>() }
    }),
  )
  const web = await startWeb(t, place.databaseUrl, env)
  const killWorkers = async (): Promise<void> => {
    for (const step of ['searched', 'settled', 'sent', 'recorded']) {
      const killed = { ...env, ROLE: 'worker', SEHAT_TEST_FAILPOINT: `${step}:kill` }
      const worker = await startServe(place.databaseUrl, killed).catch(() => undefined)
      if (worker && worker.child.signalCode === null) await once(worker.child, 'exit')
    }
  }
  let next = 0
  const send = async (): Promise<void> => {
    while (next < PATIENTS) {
      const nth = next++
      const { kind, customer, accepted } = customers[nth % customers.length] as (typeof customers)[number]
      const id = `${kind}-${nth}`
      accepted.set(id, await web.insist(customer, patientOf(nth % 10 === 9 ? 'Nobody' : 'Certain', id)))
    }
  }
  const sending = Promise.all(Array.from({ length: 12 }, send))
  const killing = killWorkers()
  await until('a third is accepted', () => next > PATIENTS / 3)
  await web.replace()
  await Promise.all([sending, killing])
  const worker = await startServe(place.databaseUrl, { ...env, ROLE: 'worker' })
  t.after(() => worker.kill())
  await untilAllEnded(place)

  assert.equal(
    customers.reduce((sum, { accepted }) => sum + accepted.size, 0),
    PATIENTS,
  )
  for (const { kind, customer, accepted } of customers) {
    await assertPromises(place, customer, accepted, { isDelivered: ANSWERING.includes(kind) })
    const { rows } = await poolOf(place).query<{ status: string; reason: string | null }>(
      'select distinct status, reason from linkage.deliveries where customer_id = $1',
      [customer.id],
    )
    const ends = new Set(rows.map(({ status, reason }) => `${status} ${reason}`))
    if (ANSWERING.includes(kind)) assert.deepEqual([...ends], ['delivered null'], kind)
    else
      assert.ok(
        [...ends].every((end) => /^failed (given-up|gone|switched-off)$/.test(end)),
        `${kind}: ${[...ends]}`,
      )
  }
})
