// Sets up a test of a module: the whole program on its own database, and the people that tests often need.
import { hash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type PatientId, registerPatient } from '../modules/patients/contract.ts'
import { modules } from '../modules.ts'
import { fixedClock } from '../platform/clock.ts'
import { readConfig } from '../platform/config.ts'
import { newId } from '../platform/id.ts'
import { openLog } from '../platform/log.ts'
import { type Channels, inboxChannels } from '../platform/ports/open-channels.ts'
import type { Role } from '../platform/powers.ts'
import { migrateAll, openProgram, type Program } from '../platform/program.ts'
import { createTestDatabase, lastFirst, type WithAfter } from './database.ts'
import { loadTestPlaces } from './places.ts'

export const TEST_SECRETS = {
  SEHAT_SECRET: 'for tests: 0123456789 abcdefghijklmnopqrstuvwxyz',
  SEHAT_IDENTIFIER_KEY: 'for tests: zyxwvutsrqponmlkjihgfedcba 9876543210',
}

/** Where Node keeps what it compiled (bin/handover.mjs), so that a process of a test starts in half the time. */
export const COMPILED = { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '' }

/** The settings of a program in tests. The timeouts suit a busy machine; a test of a timeout sets its own. */
export const TEST_SETTINGS = {
  NODE_ENV: 'test',
  PORT: '0',
  SEHAT_DEMO: 'off',
  SEHAT_RATE_LIMITS: 'off',
  SEHAT_STATEMENT_TIMEOUT_MS: '120000',
  SEHAT_CALL_TIMEOUT_MS_MIN: '120000',
  ...TEST_SECRETS,
  ...COMPILED,
}

/** A Monday, 10:30 in India. */
export const TEST_NOW = '2026-03-02T05:00:00.000Z'
export const TODAY = '2026-03-02'

/** A person who sends requests, with a token like those from a sign-in. */
export interface Person {
  readonly accountId: string
  readonly token: string
}

export interface Citizen extends Person {
  readonly patientId: PatientId
}

interface Facility {
  readonly facilityId: string
  readonly cell: number
  readonly pin: string
  readonly name: string
}

export interface Answer<Body = never> {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Body
}

export interface Asked {
  readonly by?: Person | undefined
  readonly key?: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

// Long, because tests move the clock by years.
const TOKEN_SECONDS = 10 * 366 * 86_400

const silent = openLog({ logLevel: 'silent', environment: 'test' })

/** Makes a migrated database with the small country in it, and gives its address. */
export async function setupDatabase(t: WithAfter): Promise<string> {
  const { url } = await createTestDatabase(t, {
    migrate: async (empty) => {
      await migrateAll(empty, modules, silent)
      await loadTestPlaces(empty)
    },
  })
  return url
}

export interface SetupOptions {
  readonly databaseUrl?: string
  readonly env?: Record<string, string>
  /** The channels of messages. The default keeps all messages for /dev/inbox. */
  readonly channels?: Channels
  /** `real` is the clock of the machine. The default `fixed` stands still. */
  readonly clock?: 'fixed' | 'real'
  /** False: the program answers `ask`, but it does not listen and does not follow the changes of other processes. */
  readonly isStarted?: boolean
}

/** Opens the program and closes it when the test ends. It runs the relay and jobs only if `env` sets ROLE for that. */
export async function setup(t: WithAfter, options: SetupOptions = {}) {
  const later = lastFirst(t)
  const databaseUrl = options.databaseUrl ?? (await setupDatabase(later))
  const files = filesOf(databaseUrl)
  // A second program on the same database shares its files.
  if (options.databaseUrl === undefined) later.after(async () => rmSync(files, { recursive: true, force: true }))
  const env = { ...TEST_SETTINGS, ROLE: 'web', SEHAT_STORAGE_FOLDER: files, ...options.env }
  const config = readConfig(env, path.join(tmpdir(), 'sehat-tests'))
  const logLines: string[] = []
  const log = openLog({ logLevel: 'debug', environment: 'test' }, { write: (line: string) => void logLines.push(line) })
  const clock = fixedClock(options.clock === 'real' ? new Date() : TEST_NOW)
  const program = await openProgram({
    config,
    databaseUrl,
    log,
    modules,
    channels: options.channels ?? inboxChannels(),
    ...(options.clock !== 'real' && { clock }),
  })
  later.after(() => program.stop())
  const { port } = options.isStarted === false ? { port: 0 } : await program.start()
  const ask = createAsk(program)
  const people = createPeople(program, ask)
  return { program, databaseUrl, clock, logLines, port, ask, ...people }
}

/** The folder of the files that belong to a database. */
const filesOf = (databaseUrl: string): string =>
  path.join(tmpdir(), `sehat-files-${hash('sha256', databaseUrl).slice(0, 20)}`)

export type Setup = Awaited<ReturnType<typeof setup>>

export function createAsk({ app }: Pick<Program, 'app'>) {
  return async <Body = never>(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    url: string,
    { by, key, body, headers }: Asked = {},
  ): Promise<Answer<Body>> => {
    const response = await app.inject({
      method,
      url,
      headers: {
        ...(by && { authorization: `Bearer ${by.token}` }),
        ...(key !== undefined && { 'idempotency-key': key }),
        ...headers,
      },
      ...(body !== undefined && { payload: body as object }),
    })
    const isJson = /[/+]json/.test(String(response.headers['content-type']))
    return {
      status: response.statusCode,
      headers: response.headers as Record<string, string>,
      body: (isJson ? response.json() : response.body) as Body,
    }
  }
}

function createPeople(program: Program, ask: ReturnType<typeof createAsk>) {
  const { auth, call } = program.context('identity')

  type Where = { facilityId?: string; chainId?: string; districtCell?: number }
  const sign = async (accountId: string, roles: readonly Role[], where: Where = {}) => {
    const actor = { accountId, sessionId: newId(0), roles, ...where }
    return { accountId, token: await auth.sign(actor as never, TOKEN_SECONDS) }
  }

  return {
    /** A citizen of New Delhi with an account and a token, by default born in 1990. */
    async citizen(stated: { name?: string; birthDate?: string; birthYear?: number } = {}): Promise<Citizen> {
      const cell = await cellOfPin(ask, '110001')
      const accountId = newId<'account'>(cell)
      const patientId = newId<'patient'>(cell)
      const birth = stated.birthYear === undefined ? { birthDate: stated.birthDate ?? '1990-05-14' } : {}
      await call(registerPatient, {
        patientId,
        accountId,
        cell,
        name: stated.name ?? 'Asha Sharma',
        ...birth,
        ...(stated.birthYear !== undefined && { birthYear: stated.birthYear }),
        gender: 'female',
        pin: '110001',
        isAccountHolder: true,
      })
      return { ...(await sign(accountId, ['citizen'])), patientId }
    },
    staff: (role: Role, facilityId: string): Promise<Person> => sign(newId(0), [role], { facilityId }),
    chainAdmin: (chainId: string): Promise<Person> => sign(newId(0), ['chain-admin'], { chainId }),
    officer: (districtCell: number): Promise<Person> => sign(newId(0), ['district-officer'], { districtCell }),
    admin: (): Promise<Person> => sign(newId(0), ['national-admin']),
    auditor: (): Promise<Person> => sign(newId(0), ['auditor']),
    /** A real hospital in the PIN that an official has made a vaccination centre. */
    async centre(pin = '110001', nth = 0): Promise<Facility> {
      const admin = await sign(newId(0), ['national-admin'])
      const list = await ask<{ items: Facility[] }>('GET', `/v1/facilities?pin=${pin}&kind=hospital`)
      const facility = list.body.items[nth]
      if (!facility) throw new Error(`The test places have no hospital ${nth} in PIN ${pin}`)
      const body = { kinds: ['hospital', 'vaccination-centre'] }
      const change = await ask('PATCH', `/v1/facilities/${facility.facilityId}`, { by: admin, body })
      if (change.status !== 200) throw new Error(`PATCH answered ${change.status}: ${JSON.stringify(change.body)}`)
      return facility
    },
  }
}

async function cellOfPin(ask: ReturnType<typeof createAsk>, pin: string): Promise<number> {
  const { body } = await ask<{ district: { cell: number } }>('GET', `/v1/pins/${pin}`)
  return body.district.cell
}
