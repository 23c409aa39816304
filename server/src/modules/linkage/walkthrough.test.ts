// A new customer from start to end, with real processes: import, onboard, link, a worker killed half way, de-link.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { Webhook } from 'standardwebhooks'
import { lastFirst, type WithAfter } from '../../testing/database.ts'
import { startReceiver } from '../../testing/fakes/receiver.ts'
import { type ServeProcess, startServe } from '../../testing/process.ts'
import { COMPILED, type Person, type Setup, setupDatabase, TEST_SECRETS } from '../../testing/setup.ts'
import { until } from '../../testing/until.ts'
import type { CallbackBody } from './contract.ts'
import { FAST, onboard, type Status } from './testing.ts'

const MAIN = path.resolve(import.meta.dirname, '../../main.ts')
const SYNTHEA = path.resolve(import.meta.dirname, '../../../../../shared/data/synthea-fhir-r4/Patient.ndjson.gz')
const ADMIN = { phone: '+919800000001', name: 'Lakshmi Iyer' }

/** A patient in the form of the Synthea patients, used when those are not on this machine. */
const RITCHIE = {
  resourceType: 'Patient',
  id: 'angelique',
  name: [{ use: 'official', family: 'Ritchie', given: ['Angelique'] }],
  gender: 'female',
  birthDate: '1984-04-05',
  telecom: [{ system: 'phone', value: '555-678-8685' }],
  address: [{ line: ['12 Main Street'], city: 'Middleton', state: 'Massachusetts', postalCode: '01949' }],
}

function readPatients(): (typeof RITCHIE)[] {
  if (!existsSync(SYNTHEA)) return [RITCHIE]
  const lines = gunzipSync(readFileSync(SYNTHEA)).toString().trim().split('\n').slice(0, 40)
  return lines.map((line) => JSON.parse(line) as typeof RITCHIE)
}

/** Starts the API in its own process. The test starts the worker later. There is no demo, unlike `npm start`. */
async function startWeb(t: WithAfter) {
  const databaseUrl = await setupDatabase(t)
  const web = await startServe(databaseUrl, { ...FAST, ROLE: 'web' })
  t.after(() => web.stop())
  const env = { NODE_ENV: 'test', DATABASE_URL: databaseUrl, SEHAT_DEMO: 'off' }
  const sehat = async (...words: string[]): Promise<string> =>
    (await promisify(execFile)(process.execPath, [MAIN, ...words], { env: { ...env, ...TEST_SECRETS, ...COMPILED } }))
      .stdout
  const ask: Setup['ask'] = (method, url, asked) => web.ask(method, url, asked)
  let signedIn: Person | undefined
  /** The first administrator, who claims the account with the code that the console prints. */
  const admin = async (): Promise<Person> => {
    if (signedIn) return signedIn
    const printed = await sehat('admin', 'create', '--phone', ADMIN.phone, '--name', ADMIN.name)
    const body = { phone: ADMIN.phone, otp: /The code is (\d{10})\./.exec(printed)?.[1] }
    const answer = await ask<{ accessToken: string; account: { id: string } }>('POST', '/v1/auth/login', { body })
    assert.equal(answer.status, 200)
    signedIn = { accountId: answer.body.account.id, token: answer.body.accessToken }
    return signedIn
  }
  const startWorker = async (more: Record<string, string> = {}): Promise<ServeProcess> => {
    const worker = await startServe(databaseUrl, { ...FAST, ROLE: 'worker', ...more })
    t.after(() => worker.kill())
    return worker
  }
  return { sehat, ask, admin, startWorker }
}

async function importPeople(t: WithAfter, sehat: (...words: string[]) => Promise<string>): Promise<typeof RITCHIE> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sehat-walk-'))
  t.after(async () => rmSync(folder, { recursive: true, force: true }))
  // The import refuses those who have died.
  const people = readPatients().filter((person) => !('deceasedDateTime' in person))
  const file = path.join(folder, 'patients.ndjson')
  writeFileSync(file, people.map((person) => JSON.stringify(person)).join('\n'))
  assert.match(await sehat('patients', 'import', file, '--source', 'synthea', '--pin', '110001'), /refused: 0/)
  return people.find(({ name }) => name[0]?.family === 'Ritchie') as typeof RITCHIE
}

test('a new customer links a patient, even though the worker is killed half way', async (t) => {
  const later = lastFirst(t)
  const place = await startWeb(later)
  const { ask, sehat, startWorker } = place
  const { birthDate, telecom, address } = await importPeople(later, sehat)
  const customer = await onboard(place, await startReceiver(later))
  const { headers } = customer
  const worker = await startWorker({ SEHAT_TEST_FAILPOINT: 'searched:kill' })
  const linked = await customer.link({
    id: 'MRN-1',
    full_name: 'Smt. Angelique RITCHIE',
    dob: birthDate,
    gender: 'female',
    contact: { phone: telecom[0]?.value, address: `${address[0]?.line[0]}, ${address[0]?.city}` },
  })
  assert.equal(linked.status, 202, JSON.stringify(linked.body))
  const id = linked.body['workflow-id']
  if (worker.child.signalCode === null) await once(worker.child, 'exit')
  assert.equal(worker.child.signalCode, 'SIGKILL')
  assert.equal((await customer.status(id)).status, 'IN_PROGRESS')
  assert.deepEqual(customer.receiver.of(id), [])

  await startWorker()
  await until('the callback has arrived', () => customer.receiver.of(id).length > 0)
  const [callback] = customer.receiver.of(id)
  const body = new Webhook(customer.webhookSecret).verify(callback?.body ?? '', callback?.headers ?? {}) as CallbackBody
  assert.deepEqual([body.type, body.data['patient-id'], body.data.outcome], ['link.linked', 'MRN-1', 'LINKED'])
  const status = async () => (await ask<Status>('GET', `/link/status/${id}`, { headers })).body.status
  await until('it is completed', async () => (await status()) === 'COMPLETED')

  const read = await ask<{ 'link-id': string; details: object }>('GET', '/patient/MRN-1', { headers })
  assert.equal(read.body['link-id'], body.data['link-id'])
  assert.deepEqual(read.body.details, {
    full_name: 'Angelique Ritchie',
    'birth-year': 1984,
    dob: birthDate,
    gender: 'female',
  })
  const ended = await ask<{ status: string }>('POST', '/patient/MRN-1/delink', { headers })
  assert.equal(ended.body.status, 'DE-LINKED')
  assert.equal((await ask('GET', '/patient/MRN-1', { headers })).status, 404)
  assert.equal(customer.receiver.of(id).length, 1, 'Sehat called the customer back once')
})
