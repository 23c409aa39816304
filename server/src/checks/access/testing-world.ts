// A small world for tests of the whole program: a centre in a chain, one person of each kind, and their records.

import { createDemoAccount, type IdentityContext, openSession } from '../../modules/identity/testing.ts'
import { INDEX_SECRET } from '../../modules/linkage/testing.ts'
import { RECEIPT_SECRET } from '../../modules/notifications/testing.ts'
import { modules } from '../../modules.ts'
import type { Id } from '../../platform/contract.ts'
import { newId } from '../../platform/id.ts'
import type { Module } from '../../platform/module.ts'
import { inOrderOfUse } from '../../platform/module-order.ts'
import { holdingOf, type Role } from '../../platform/powers.ts'

import {
  type AccessRow,
  type Asker,
  get,
  type IdOf,
  type ModuleAccess,
  make,
  type OpenAccess,
  PASSWORD,
  type Request,
  type SmallWorld,
} from '../../testing/access-rows.ts'
import type { WithAfter } from '../../testing/database.ts'
import { type Person, type Setup, setup } from '../../testing/setup.ts'
import { ASKERS, roleOf } from './testing-expectations.ts'
import { type SeenRoute, watchRoutes } from './testing-routes.ts'

export interface World extends SmallWorld {
  readonly routes: readonly SeenRoute[]
  /** The rows by name. A route whose answer depends on its query has several rows. */
  readonly rows: ReadonlyMap<string, AccessRow>
  /** `standing` gives existing records, `fresh` a new record for each request, `absent` ids that do not exist. */
  readonly standing: IdOf
  readonly fresh: IdOf
  readonly absent: IdOf
  /** Makes all standing records now, so that no later request has to make one. */
  makeStanding(): Promise<void>
  /** Signs the citizen in again and gives the new tokens. */
  signIn(): Promise<{ accessToken: string; refreshToken: string }>
  /** The contents of all tables of all modules, to compare with later contents. */
  contents(): Promise<Record<string, string>>
}

/** The name of a row's route: `GET /v1/vaccination/bookings` for `GET /v1/vaccination/bookings?patient=`. */
export const toRouteName = (row: string): string => row.replace(/[?#].*/, '')

/** The records of all modules by name. Two modules must not give one name: a row would get the record of the other. */
function gatherRecords(opened: readonly Pick<ModuleAccess, 'records'>[]): Record<string, () => Promise<string>> {
  const records = new Map<string, () => Promise<string>>()
  for (const [name, makeOne] of opened.flatMap((one) => Object.entries(one.records ?? {}))) {
    if (records.has(name)) throw new Error(`two testing-access.ts make a ${name}: rename one`)
    records.set(name, makeOne)
  }
  return Object.fromEntries(records)
}

/** Opens the world with the rows from each module's `testing-access.ts`. */
export async function openWorld(t: WithAfter): Promise<World> {
  const routes = watchRoutes()
  // Nobody listens there: the routes of the identity provider answer that it is down.
  const provider = { SEHAT_OIDC_ISSUER: 'http://127.0.0.1:9', SEHAT_OIDC_CLIENT_ID: 'x', SEHAT_OIDC_CLIENT_SECRET: 'x' }
  const env = {
    SEHAT_FAMILY_MEMBERS_MAX: '40',
    SEHAT_LINKAGE_INDEX_SECRET: INDEX_SECRET,
    SEHAT_NOTIFICATIONS_RECEIPT_SECRET: RECEIPT_SECRET,
    ...provider,
  }
  const place = await setup(t, { env })
  const small = await openSmallWorld(place)
  const opened = []
  for (const module of inOrderOfUse(modules)) opened.push(await (await readOpenAccess(module))(small))
  const records = gatherRecords(opened)
  const fresh: IdOf = (record) => {
    const makeOne = records[record]
    if (!makeOne) throw new Error(`no testing-access.ts makes a ${record}`)
    return makeOne()
  }
  const standing = onceOnly(fresh)
  return {
    ...small,
    routes,
    people: Object.assign({}, small.people, ...opened.map(({ people }) => people ?? {})),
    rows: new Map([...opened.flatMap(({ rows }) => Object.entries(rows)), ...Object.entries(platformRows)]),
    fresh,
    standing,
    absent: async (record) => (record === 'department' ? 'NONE' : newId(small.cell)),
    async makeStanding() {
      for (const record of Object.keys(records)) await standing(record)
    },
    async signIn() {
      const context = place.program.context('identity') as IdentityContext
      const signedIn = await openSession(context, small.people.citizen?.accountId as Id<'account'>)
      return signedIn as { accessToken: string; refreshToken: string }
    },
    contents: () => readContents(place),
  }
}

// Import by name, so that a new module is in the test as soon as it is in the program.
async function readOpenAccess({ name }: Module): Promise<OpenAccess> {
  const file = new URL(`../../modules/${name}/testing-access.ts`, import.meta.url)
  const { openAccess } = (await import(file.href)) as { openAccess: OpenAccess }
  return openAccess
}

const platformRows: Record<string, AccessRow> = {
  ...Object.fromEntries(
    [
      ...['/health/live', '/health/ready', '/metrics', '/v1/metrics', '/v1/operator', '/dev/inbox', '/openapi.json'],
      ...['/dev/look', '/dev/look/staff'],
      ...['/docs', '/docs/start.js', '/docs/scalar.js', '/problems'],
    ].map((url) => [`GET ${url}`, get(url)]),
  ),
  'GET /docs/:module/openapi.json': get('/docs/vaccination/openapi.json'),
  'GET /problems/:slug': get('/problems/not-found'),
  'GET /*': get('/'),
}

/** Makes the request of one row. */
export function prepare(world: World, name: string, idOf: IdOf, asker?: Person): Request | Promise<Request> {
  return (world.rows.get(name) as AccessRow).prepare(idOf, asker)
}

/** The body to send, and its headers. */
export function toSent({ body, text, headers }: Request, other?: string | Buffer) {
  const payload = other ?? text ?? (body && JSON.stringify(body))
  return {
    payload,
    headers: {
      ...(payload !== undefined && { 'content-type': 'application/json' }),
      ...headers?.(payload?.toString() ?? ''),
    },
  }
}

async function openSmallWorld(place: Setup): Promise<SmallWorld> {
  let count = 0
  const next = () => ++count
  const nextPhone = () => `+9198${String(next()).padStart(8, '0')}`
  const by = await place.admin()
  const openCentre = async (nth: number) => {
    const { facilityId, cell } = await place.centre('110001', nth)
    const name = `Chain of Test ${nth}`
    const { chainId } = await make(place, '/v1/chains', { by, body: { name, legalName: name, isGovernment: false } })
    await place.ask('PATCH', `/v1/facilities/${facilityId}`, { by, body: { chainId } })
    return { facilityId, districtCell: cell, chainId: chainId as string }
  }
  const here = await openCentre(0)
  const { body: pune } = await place.ask<{ district: { cell: number } }>('GET', '/v1/pins/411001')
  const elsewhere = { ...(await openCentre(1)), districtCell: pune.district.cell }
  const phone = nextPhone()
  const people = await createPeople(place, { here, elsewhere }, (asker) => (asker === 'citizen' ? phone : nextPhone()))
  return { ...place, people, ...here, cell: here.districtCell, phone, next, nextPhone }
}

interface Where {
  readonly facilityId: string
  readonly chainId: string
  readonly districtCell: number
}

/** Makes one account of each role, and one more elsewhere if the role has a place. Linkage adds outside systems. */
async function createPeople(
  { program, ask }: Setup,
  { here, elsewhere }: { here: Where; elsewhere: Where },
  phoneOf: (asker: Asker) => string,
): Promise<SmallWorld['people']> {
  const context = program.context('identity')
  const sign = async (accountId: string, role: Role, where: object, seconds = 3_600): Promise<Person> => {
    const actor = { accountId, sessionId: newId(0), roles: [role], ...where }
    return { accountId, token: await context.auth.sign(actor as never, seconds) }
  }
  const create = async (asker: Asker): Promise<Person> => {
    const role = roleOf(asker)
    const { facilityId, chainId, districtCell } = asker === role ? here : elsewhere
    const holding = holdingOf(role)
    const where = {
      ...(holding === 'facility' && { facilityId }),
      ...(holding === 'chain' && { chainId }),
      ...(holding === 'district' && { districtCell }),
    }
    const known = { phone: phoneOf(asker), name: `Test ${role}` }
    const citizen = { password: PASSWORD, birthDate: '1990-05-14', gender: 'female', pin: '110001' }
    const stated = holding === 'family' ? { ...known, ...citizen } : { ...known, roles: [role], ...where }
    return sign(await createDemoAccount(context, stated as never), role, where)
  }
  const people: Partial<Record<Asker, Person>> = {}
  for (const asker of ASKERS.filter((one) => !['system', undefined].includes(holdingOf(roleOf(one))))) {
    people[asker] = await create(asker)
  }
  const { accountId } = people['national-admin'] as Person
  const signedOut = await openSession(context as IdentityContext, accountId as Id<'account'>)
  const revoked = { accountId, token: signedOut?.accessToken as string }
  await ask('POST', '/v1/auth/logout', { by: revoked })
  const expired = await sign(accountId, 'national-admin', {}, -1)
  return { ...people, expired, revoked } as SmallWorld['people']
}

/** Makes each record at the first request for it, and gives the same record from then on. */
function onceOnly(idOf: IdOf): IdOf {
  const made = new Map<string, Promise<string>>()
  return (record) => {
    const id = made.get(record) ?? idOf(record)
    made.set(record, id)
    return id
  }
}

async function readContents({ program }: Setup): Promise<Record<string, string>> {
  const { pool } = program.context('identity')
  const { rows } = await pool.query(
    `select format('select %L as name, count(*)::text || md5(coalesce(string_agg(t::text, %L order by t::text), %L))
       as content from %I.%I t', schemaname || '.' || tablename, '', '', schemaname, tablename) as query
     from pg_tables where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker')
       -- The counts of requests are written every few seconds, also for requests of earlier tests.
       and (schemaname, tablename) <> ('linkage', 'usage_days')`,
  )
  const all = await pool.query(rows.map(({ query }) => query).join(' union all '))
  return Object.fromEntries(all.rows.map(({ name, content }) => [name, content]))
}
