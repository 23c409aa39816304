// The whole database server dies under load and starts again: each accepted request still ends, once.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { modules } from '../../../modules.ts'
import { openLog } from '../../../platform/log.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../platform/postgres/embedded/embedded.ts'
import { migrateAll } from '../../../platform/program.ts'
import { lastFirst, type WithAfter } from '../../../testing/database.ts'
import { findByName } from '../../../testing/fakes/patient-index.ts'
import { sized } from '../../../testing/size.ts'
import { until } from '../../../testing/until.ts'
import { assertPromises, untilAllEnded } from '../testing.ts'
import { beginWithProcesses, insist } from '../testing-faults.ts'

/** Starts a separate database server that keeps all committed data. `crash` kills it and starts it again. */
async function startServer(t: WithAfter) {
  // The next test run finds folders with this prefix and removes what a killed run left behind.
  const folder = mkdtempSync(path.join(tmpdir(), 'sehat-test-'))
  t.after(async () => rmSync(folder, { recursive: true, force: true }))
  let died = Promise.withResolvers<void>()
  const start = async (port?: number): Promise<EmbeddedPostgres> => {
    died = Promise.withResolvers<void>()
    const settings = { max_connections: '100', shared_buffers: '64MB' }
    return startEmbeddedPostgres({
      folder: path.join(folder, 'postgres'),
      settings,
      onUnexpectedEnd: () => died.resolve(),
      ...(port !== undefined && { port }),
    })
  }
  let server = await start()
  t.after(() => server.stop())
  return {
    url: server.url,
    async crash(signal: 'SIGKILL' | 'SIGQUIT') {
      process.kill(server.pid, signal)
      await died.promise
      server = await start(server.port)
    },
  }
}

const REQUESTS = sized(80, 240)
const CRASHES = ['SIGKILL', 'SIGQUIT', 'SIGKILL'] as const

test('accepted requests end and get their callbacks when the database dies three times under load', async (t) => {
  const later = lastFirst(t)
  const server = await startServer(later)
  await migrateAll(server.url, modules, openLog({ logLevel: 'silent', environment: 'test' }))
  const { place, index, customer, startWorker } = await beginWithProcesses(later, {}, server.url)
  // Slow answers, so that searches are under way each time that the database dies.
  index.behave(async (question) => {
    await new Promise((resolve) => setTimeout(resolve, 100))
    return findByName(question)
  })
  const serving = await startWorker()
  const accepted = new Map<string, string>()
  let next = 0
  let repeated = 0
  const send = async (): Promise<void> => {
    while (next < REQUESTS) {
      const patient = `R-${next++}`
      const { id, repeats } = await insist(customer, patient, serving)
      accepted.set(patient, id)
      repeated += repeats
    }
  }
  const sending = Promise.all(Array.from({ length: 6 }, send))
  for (const [turn, signal] of CRASHES.entries()) {
    await until('some are accepted', () => accepted.size > ((turn + 1) * REQUESTS) / (CRASHES.length + 2))
    await server.crash(signal)
  }
  await sending
  assert.ok(repeated > 0, 'no request met the dead database')
  assert.equal(accepted.size, REQUESTS)
  await untilAllEnded(place)
  assert.equal(serving.child.exitCode, null, 'the worker process ended')
  await assertPromises(place, customer, accepted)
})
