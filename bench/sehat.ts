// Starts Sehat as a separate process, as in production, and signs people in to it.
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { openAuth } from '../server/src/platform/auth.ts'
import { systemClock } from '../server/src/platform/clock.ts'
import { readConfig } from '../server/src/platform/config.ts'
import { type Cell, type Id, newId } from '../server/src/platform/id.ts'
import { openKeys } from '../server/src/platform/keys.ts'
import { openProgram, type Program } from '../server/src/platform/program.ts'
import type { BenchOptions } from './options.ts'
import type { Server } from './processes.ts'
import { PROFILE_FLAGS } from './profile.ts'
import { type Database, openStageLog, repository, type Stage } from './stage.ts'

const SECRET = randomBytes(32).toString('base64')
const IDENTIFIER_KEY = randomBytes(32).toString('base64')
const TOKEN_SECONDS = 4 * 3_600

/** Settings that differ from production: a quick run measures nothing, so it waits as long as a busy machine needs. */
export const waitsOf = ({ quick }: BenchOptions): Record<string, string> =>
  quick ? { SEHAT_STATEMENT_TIMEOUT_MS: '120000', SEHAT_CALL_TIMEOUT_MS_MIN: '120000' } : {}

const settingsOf = (stage: Stage): Record<string, string> => ({
  SEHAT_HOME: stage.folder,
  SEHAT_SECRET: SECRET,
  SEHAT_IDENTIFIER_KEY: IDENTIFIER_KEY,
  SEHAT_RATE_LIMITS: 'off',
  SEHAT_DEMO: 'off',
  SEHAT_LOG_LEVEL: 'info',
  ...waitsOf(stage.options),
})

/** Opens Sehat in this process, for work that no request starts. Nothing listens, and no jobs run. */
export async function openInProcess(stage: Stage, database: Database): Promise<Program> {
  const { modules } = await import('../server/src/modules.ts')
  const config = readConfig({ ...settingsOf(stage), DATABASE_URL: database.url, ROLE: 'web' }, stage.folder)
  return openProgram({ config, databaseUrl: database.url, log: openStageLog(), modules })
}

export interface Sehat extends Server {
  /** The value of one metric, or 0 if it is missing. For a metric with labels, `label` is a part of its labels. */
  metric(name: string, label?: string): Promise<number>
}

/** `more` are other settings: without them the process takes requests and works on jobs. */
export async function startSehat(
  stage: Stage,
  database: Database,
  name: string,
  more: Record<string, string> = {},
): Promise<Sehat> {
  const server = await stage.processes.serve({
    name,
    file: path.join(repository, 'server/src/main.ts'),
    args: ['serve'],
    nodeFlags: stage.options.profile ? PROFILE_FLAGS : [],
    env: {
      DATABASE_URL: database.url,
      ROLE: 'both',
      ...settingsOf(stage),
      ...more,
    },
    readyPath: '/health/ready',
  })
  return {
    ...server,
    async metric(metric, label = '') {
      const text = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text()
      const line = text.split('\n').find((one) => new RegExp(`^${metric}[{ ]`).test(one) && one.includes(label))
      return line === undefined ? 0 : Number(line.slice(line.lastIndexOf(' ') + 1))
    },
  }
}

export interface Person {
  readonly accountId: Id<'account'>
  readonly cell: Cell
  readonly token: string
}

/** Makes somebody of a role for each of these facilities, with a valid token. */
export async function signInStaff(
  role: 'nurse' | 'cashier' | 'pharmacist',
  facilities: readonly { readonly cell: Cell; readonly id: string }[],
): Promise<ReadonlyMap<string, string>> {
  const auth = await openAuth(openKeys(SECRET, IDENTIFIER_KEY), systemClock)
  const tokenOf = ({ cell, id }: (typeof facilities)[0]): Promise<string> => {
    const ids = { accountId: newId<'account'>(cell), sessionId: newId(cell), workplaceId: newId<'workplace'>(cell) }
    return auth.sign({ ...ids, facilityId: id as Id<'facility'>, roles: [role] }, TOKEN_SECONDS)
  }
  return new Map(await Promise.all(facilities.map(async (one) => [one.id, await tokenOf(one)] as const)))
}

/** Makes one person for each of these cells, each with a valid token. */
export async function signIn(cells: readonly Cell[]): Promise<Person[]> {
  const auth = await openAuth(openKeys(SECRET, IDENTIFIER_KEY), systemClock)
  const people: Person[] = []
  // Sign 1,000 at a time: signing runs on the threads of Node, whose queue must not hold a hundred thousand.
  for (let start = 0; start < cells.length; start += 1_000) {
    const part = cells.slice(start, start + 1_000).map(async (cell): Promise<Person> => {
      const accountId = newId<'account'>(cell)
      const actor = { accountId, sessionId: newId(cell), roles: ['citizen'] as const }
      return { accountId, cell, token: await auth.sign(actor, TOKEN_SECONDS) }
    })
    people.push(...(await Promise.all(part)))
  }
  return people
}
