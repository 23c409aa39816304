// Tests of the archive: nothing is erased before it is durable, only its own key opens it, and it ends after its time.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { newId } from '../../../platform/id.ts'
import type { Storage } from '../../../platform/ports/storage.ts'
import { folderStorage } from '../../../platform/ports/storage-folder.ts'
import { startIndex } from '../../../testing/fakes/patient-index.ts'
import { startReceiver } from '../../../testing/fakes/receiver.ts'
import { COMPILED, setup, TEST_SECRETS } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import { postgresRequests } from '../accepting/request-store-postgres.ts'
import type { WorkflowId } from '../contract.ts'
import { reconcile } from '../oversight/reconciliation.ts'
import { makeReport } from '../oversight/reports.ts'
import type { LinkageContext } from '../tables.ts'
import { FAST, onboard, outside, partsOf, patientOf, poolOf, untilAllEnded } from '../testing.ts'
import { createSealer, nameOf } from './record.ts'
import { type Archive, openArchive } from './steps.ts'

const MAIN = path.resolve(import.meta.dirname, '../../../main.ts')
const KEY = 'for tests: the key of the archive 0123456789'

async function begin(t: Parameters<typeof setup>[0], env: Record<string, string> = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sehat-archive-'))
  t.after(async () => rmSync(folder, { recursive: true, force: true }))
  const index = await startIndex(t)
  const archive = { SEHAT_LINKAGE_ARCHIVE_FOLDER: folder, SEHAT_LINKAGE_ARCHIVE_KEY: KEY }
  const settings = { ...FAST, ...outside(index), SEHAT_LINKAGE_ARCHIVE_SECONDS: '0', ROLE: 'both', ...archive, ...env }
  const place = await setup(t, { clock: 'real', env: settings })
  const customer = await onboard(place, await startReceiver(t))
  const context = place.program.context('linkage') as unknown as LinkageContext
  const sehat = (args: readonly string[], more: Record<string, string> = {}) =>
    promisify(execFile)(process.execPath, [MAIN, 'linkage', ...args], {
      env: {
        ...{
          PATH: '',
          NODE_ENV: 'test',
          DATABASE_URL: place.databaseUrl,
          SEHAT_DEMO: 'off',
          ...TEST_SECRETS,
          ...COMPILED,
        },
        ...{ ...archive, ...more },
      },
    })
  const kept = async (id: string): Promise<boolean> => {
    const { rows } = await poolOf(place).query<{ sealed: Buffer | null }>(
      'select sealed from linkage.requests where workflow_id = $1',
      [id],
    )
    return rows[0]?.sealed !== null
  }
  return {
    place,
    customer,
    context,
    folder,
    sehat,
    kept,
    untilErased: (id: string) => until('it is erased', async () => !(await kept(id))),
  }
}

const BY = ['--by', 'Registrar of the court', '--reason', 'Order 12/2026 of the district court'] as const

test('data is archived before it is erased, and the console opens it with an event in the trail', async (t) => {
  const { place, customer, folder, sehat, untilErased } = await begin(t)
  const id = (await customer.link(patientOf('Certain', 'A-1'))).body['workflow-id']
  await untilErased(id)
  const file = path.join(folder, nameOf(id))
  const bytes = readFileSync(file)
  for (const personal of ['A-1', 'Certain', 'MG Road', '9812345678']) assert.ok(!bytes.includes(personal), personal)

  await assert.rejects(sehat(['archived', id]), /required option/)
  await assert.rejects(sehat(['archived', id, '--by', 'x', '--reason', 'an audit']), /--by needs 3 to 120/)
  assert.match((await sehat(['openings'])).stdout, /Nobody has opened/)
  const { stdout } = await sehat(['archived', id, ...BY])
  const record = JSON.parse(stdout) as {
    request: { patient: { full_name: string } }
    workflow: { outcome: string; patientId: string }
    linkedTo: string
    callbacks: { type: string; body: { data: object } }[]
  }
  assert.equal(record.request.patient.full_name, 'Certain A-1')
  assert.deepEqual([record.workflow.outcome, record.workflow.patientId], ['LINKED', 'A-1'])
  assert.ok(record.linkedTo)
  assert.deepEqual(
    record.callbacks.map(({ type }) => type),
    ['link.linked'],
  )
  await assert.rejects(sehat(['archived', newId(1), ...BY]), /has no record/)
  const openings = (await sehat(['openings'])).stdout.trim().split('\n')
  assert.equal(openings.length, 1)
  assert.ok(openings[0]?.endsWith(`${id}  ${BY[1]}: ${BY[3]}`))
  await until('the trail has the opening', async () => {
    const { rows } = await poolOf(place).query("select 1 from audit.changes where name = 'linkage.archive-opened.v1'")
    return rows.length === 1
  })
})

test('only the key of the archive opens a record, and only at its place', async (t) => {
  const { customer, folder, sehat, untilErased } = await begin(t)
  const ids = ['B-1', 'B-2'].map(async (id) => (await customer.link(patientOf('Nobody', id))).body['workflow-id'])
  const [one, other] = (await Promise.all(ids)) as [WorkflowId, WorkflowId]
  for (const id of [one, other]) await untilErased(id)
  const wrongKey = { SEHAT_LINKAGE_ARCHIVE_KEY: 'for tests: quite another key 0123456789' }
  await assert.rejects(sehat(['archived', one, ...BY], wrongKey), /needs the archive key [0-9a-f]{16}; this one is/)
  const everyday = { SEHAT_LINKAGE_ARCHIVE_KEY: TEST_SECRETS.SEHAT_SECRET as string }
  await assert.rejects(sehat(['archived', one, ...BY], everyday), /must differ from all other secrets/)
  cpSync(path.join(folder, nameOf(other)), path.join(folder, nameOf(one)))
  await assert.rejects(sehat(['archived', one, ...BY]), /was changed, or belongs to another workflow/)
  const bytes = readFileSync(path.join(folder, nameOf(other)))
  bytes[bytes.length - 1] = (bytes.at(-1) as number) ^ 1
  writeFileSync(path.join(folder, nameOf(other)), bytes)
  assert.throws(() => createSealer(KEY).open(other, bytes), /was changed/)
})

test('while the archive takes nothing, nothing is erased and the report says so; then all is archived', async (t) => {
  const { place, customer, context, kept } = await begin(t, { ROLE: 'web' })
  let isDown = true
  const folder = folderStorage(mkdtempSync(path.join(tmpdir(), 'sehat-archive-')))
  const storage: Storage = {
    ...folder,
    put: (name, bytes) => (isDown ? Promise.reject(new Error('no space')) : folder.put(name, bytes)),
  }
  const archive = openArchive(context, postgresRequests(context), storage) as Archive
  const ids = await Promise.all(
    ['C-1', 'C-2'].map(async (id) => (await customer.link(patientOf('Certain', id))).body['workflow-id']),
  )
  const by = await place.admin()
  for (const id of ids) await place.ask('POST', `/v1/linkage/workflows/${id}/stop`, { by })
  await poolOf(place).query("update linkage.requests set erase_at = now() - interval '2 hours'")
  const round = async () => {
    const done = await archive.keepDue()
    await reconcile(context, partsOf(context))
    return done
  }
  assert.deepEqual(await round(), { kept: 0, failed: 2 })
  assert.deepEqual(await Promise.all(ids.map(kept)), [true, true])
  const sent: string[] = []
  const send = async ({ text }: { text: string }): Promise<{ providerId: null }> => {
    sent.push(text)
    return { providerId: null }
  }
  const sms = { send, close: () => {} }
  const linkage = { ...context.config.linkage, operatorPhone: '+919000000009' }
  const watched = { ...context, config: { ...context.config, linkage }, channels: { ...context.channels, sms } }
  await makeReport(watched, { post: () => Promise.reject(new Error()), close: () => {} }, 'hourly')
  assert.match(sent[0] ?? '', /2 requests are not erased: does the archive take them\?/)
  isDown = false
  assert.deepEqual(await round(), { kept: 2, failed: 0 })
  assert.deepEqual(await Promise.all(ids.map(kept)), [false, false])
  assert.deepEqual(await round(), { kept: 0, failed: 0 })
})

test('a workflow that runs again after it was archived is archived again before it is erased', async (t) => {
  const { place, customer, context, kept } = await begin(t, { ROLE: 'web', SEHAT_LINKAGE_ARCHIVE_SECONDS: '3600' })
  const archive = openArchive(context, postgresRequests(context)) as Archive
  const id = (await customer.link(patientOf('Certain', 'D-1'))).body['workflow-id']
  const by = await place.admin()
  const act = (what: string) => place.ask('POST', `/v1/linkage/workflows/${id}/${what}`, { by })
  await act('stop')
  const due = `update linkage.workflows set ended_at = now() - interval '2 hours' where ended_at is not null;
    update linkage.requests set erase_at = now() - interval '1 minute' where erase_at is not null`
  await poolOf(place).query(due)
  assert.equal((await archive.keepDue()).kept, 1)
  assert.equal((await act('restart')).status, 200)
  await act('stop')
  await poolOf(place).query(due)
  await reconcile(context, partsOf(context))
  assert.equal(await kept(id), true)
  assert.equal((await archive.keepDue()).kept, 1)
  await reconcile(context, partsOf(context))
  assert.equal(await kept(id), false)
})

test('a record is deleted after its time, and its workflow stays', async (t) => {
  const { place, customer, context, folder, sehat, untilErased } = await begin(t, { SEHAT_LINKAGE_ARCHIVE_DAYS: '10' })
  const ids = await Promise.all(
    ['E-1', 'E-2'].map(async (id) => (await customer.link(patientOf('Nobody', id))).body['workflow-id']),
  )
  for (const id of ids) await untilErased(id)
  const archive = openArchive(context, postgresRequests(context)) as Archive
  assert.equal(await archive.deleteExpired(), 0)
  await poolOf(place).query(
    "update linkage.archives set archived_at = now() - interval '11 days' where workflow_id = $1",
    [ids[0]],
  )
  assert.equal(await archive.deleteExpired(), 1)
  const files = readdirSync(folder, { recursive: true }).map(String)
  assert.deepEqual(
    ids.map((id) => files.some((file) => file.endsWith(id))),
    [false, true],
  )
  await assert.rejects(sehat(['archived', ids[0] as string, ...BY]), /its time is over/)
  await untilAllEnded(place)
  assert.equal((await customer.status(ids[0] as string)).status, 'COMPLETED')
})

test('a folder that Sehat may not write stops no linking', async (t) => {
  const { customer, folder, kept, untilErased } = await begin(t)
  const root = process.getuid?.() === 0
  // Root may write everywhere, so a file stands where the folder of the archive should be.
  if (root) writeFileSync(path.join(folder, 'linkage'), '')
  else chmodSync(folder, 0o500)
  const id = (await customer.link(patientOf('Certain', 'F-1'))).body['workflow-id']
  await until('it is complete', async () => (await customer.status(id)).status === 'COMPLETED')
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  assert.equal(await kept(id), true)
  if (root) rmSync(path.join(folder, 'linkage'))
  else chmodSync(folder, 0o700)
  await untilErased(id)
})
