// A complete Sehat with the demo data: made once for a test run, and served by one process that the tests share.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { seedDemo } from '../demo.ts'
import { modules } from '../modules.ts'
import { demoClock } from '../platform/clock.ts'
import { readConfig } from '../platform/config.ts'
import { openLog } from '../platform/log.ts'
import type { Role } from '../platform/powers.ts'
import { openProgram } from '../platform/program.ts'
import { createTestDatabase, lastFirst, makeTemplate, type WithAfter } from './database.ts'
import { type ServeProcess, startServe } from './process.ts'
import { setupDatabase, TEST_SETTINGS } from './setup.ts'

export interface DemoAccount {
  readonly role: Role
  readonly name: string
  readonly phone: string
  readonly password: string
  readonly facilityId?: string
}

/** Plain values, so that the run can pass them to the processes of its test files. */
export interface Demo {
  /** The template database with the demo, for further clones. */
  readonly template: string
  readonly accounts: readonly DemoAccount[]
  readonly shared: { readonly port: number; readonly databaseUrl: string }
}

/** With a token, only the monitoring system may read /metrics, as in production. */
const SHARED_ENV = { SEHAT_METRICS_TOKEN: 'for tests: a token of the monitoring system' }

/** Makes the demo and serves it until the end of the tests. Its places are the small country of places.ts. */
export async function openDemo(t: WithAfter): Promise<Demo> {
  const url = await setupDatabase({ after: () => undefined })
  const accounts = await seed(url)
  const template = await makeTemplate(url)
  const { databaseUrl, port } = await serveDemo(t, template, SHARED_ENV)
  return { template, accounts, shared: { port, databaseUrl } }
}

/** Starts a process on its own copy of the demo database, and stops it after the tests. */
export async function serveDemo(
  t: WithAfter,
  template: string,
  env: Record<string, string>,
): Promise<ServeProcess & { readonly databaseUrl: string }> {
  const later = lastFirst(t)
  const { url: databaseUrl } = await createTestDatabase(later, { template })
  const server = await startServe(databaseUrl, env)
  later.after(() => server.stop())
  return { ...server, databaseUrl }
}

async function seed(databaseUrl: string): Promise<readonly DemoAccount[]> {
  const home = mkdtempSync(path.join(tmpdir(), 'sehat-demo-'))
  const config = readConfig({ ...TEST_SETTINGS, SEHAT_HOME: home }, home)
  const log = openLog({ logLevel: 'silent', environment: 'test' })
  const clock = demoClock()
  const program = await openProgram({ config, databaseUrl, log, modules, clock })
  try {
    await program.start()
    const demo = await seedDemo(program, config, clock)
    await demo.openCentres()
    return JSON.parse(readFileSync(path.join(home, 'demo-accounts.json'), 'utf8'))
  } finally {
    await program.stop()
    rmSync(home, { recursive: true, force: true })
  }
}
