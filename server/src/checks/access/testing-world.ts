// A small world for tests of the whole program: one of each kind of person, a centre with stock, and records of theirs.

import type { IdentityContext } from '../../modules/identity/testing.ts'
import { createDemoAccount, openSession } from '../../modules/identity/testing.ts'
import { INDEX_SECRET } from '../../modules/linkage/testing.ts'
import {
  type Customer,
  type CustomerRecords,
  customerRecords,
  onboardCustomer,
} from '../../modules/linkage/testing-access.ts'
import type { PatientId } from '../../modules/patients/contract.ts'
import type { PatientsTables } from '../../modules/patients/testing.ts'
import { insertDuplicate } from '../../modules/patients/testing.ts'
import { openCentre, WINDOW } from '../../modules/vaccination/testing.ts'
import type { Role } from '../../platform/access.ts'
import type { Id } from '../../platform/contract.ts'
import { cellOf, newId } from '../../platform/id.ts'
import type { Db } from '../../platform/postgres/db.ts'
import type { WithAfter } from '../../testing/database.ts'
import { type Asked, type Person, type Setup, setup, TODAY } from '../../testing/setup.ts'
import type { Column } from './access-table.ts'
import { type SeenRoute, watchRoutes } from './testing-routes.ts'

export const PASSWORD = 'a heron over Chilika'
/** With its check digit; nobody's. */
export const AADHAAR = '234123412346'
export { TODAY, WINDOW }

/** Everybody who asks; each kind of `non` is the column `non`. */
export type Asker = Exclude<Column, 'non'> | 'anonymous' | 'expired' | 'revoked'

/** The records that a request speaks of: those that stand, new ones for each request, or ids that do not exist. */
export interface Records extends CustomerRecords {
  bookingId(): Promise<string>
  patientId(): Promise<string>
  sessionId(): Promise<string>
  /** The account of a vaccinator of the centre. */
  staffId(): Promise<string>
  facilityId(): Promise<string>
  /** Two records that may be one person's. */
  duplicateId(): Promise<string>
}

export interface World extends Setup {
  readonly routes: readonly SeenRoute[]
  readonly people: Readonly<Record<Asker, Person | undefined>>
  readonly facilityId: string
  readonly cell: number
  /** The outside system of the column `cli`. */
  readonly customer: Customer
  readonly ownPhone: string
  readonly lot: string
  readonly standing: Records
  readonly fresh: Records
  readonly absent: Records
  /** A session with many seats. */
  readonly openSessionId: string
  /** A number that was not given before. */
  next(): number
  nextPhone(): string
  /** Tokens of a new sign-in of the citizen `own`. */
  signIn(): Promise<{ accessToken: string; refreshToken: string }>
  /** What all tables of all modules hold, to be compared with a later look. */
  contents(): Promise<Record<string, string>>
}

/** The centre has a lot of each, and no session that gives it. */
export const UNUSED_VACCINES = ['COVISHIELD', 'SPUTNIK V'] as const

const STOCK = 50_000
const SEATS = 5_000

export async function openWorld(t: WithAfter): Promise<World> {
  const routes = watchRoutes()
  const env = { SEHAT_FAMILY_MEMBERS_MAX: '30', SEHAT_LINKAGE_INDEX_SECRET: INDEX_SECRET }
  const place = await setup(t, { env })
  let count = 0
  const next = () => ++count
  const nextPhone = () => `+9198${String(next()).padStart(8, '0')}`
  const centre = await openCentre(place)
  const { facilityId } = centre
  const { cell } = centre.facility
  const { people: members, ownPhone, own } = await createPeople(place, facilityId, cell, nextPhone)
  const customer = await onboardCustomer(place)
  const people = { ...members, cli: { accountId: customer.id, token: customer.token } }
  const signIn = async () => {
    const signedIn = await openSession(place.program.context('identity') as IdentityContext, own as Id<'account'>)
    return signedIn as { accessToken: string; refreshToken: string }
  }
  await centre.receive(STOCK)
  for (const vaccine of UNUSED_VACCINES) await centre.receive(10, { vaccine })
  const openSessionId = await centre.openSession({ capacity: SEATS })
  const shared = { ...place, routes, people, facilityId, cell, ownPhone, openSessionId, next, nextPhone, signIn }
  const reviewed = await onboardCustomer(place, 'staff')
  const { body: family } = await place.ask<{ items: { patientId: string }[] }>('GET', '/v1/patients', {
    by: people.own,
  })
  const personId = family.items[0]?.patientId as string
  const fresh = { ...freshRecords(shared), ...customerRecords(place, { customer, reviewed, personId, next }) }
  return {
    ...shared,
    customer,
    lot: centre.lotOf(),
    fresh,
    standing: onceOnly(fresh),
    absent: absentRecords(cell, fresh),
    contents: () => readContents(place),
  }
}

async function createPeople(place: Setup, facilityId: string, cell: number, nextPhone: () => string) {
  const context = place.program.context('identity')
  const sign = async (accountId: string, roles: readonly Role[], where: object, seconds = 3_600): Promise<Person> => {
    const actor = { accountId, sessionId: newId(0), roles, ...where }
    return { accountId, token: await context.auth.sign(actor as never, seconds) }
  }
  const staff = async (role: Role, where: { facilityId?: string; districtCell?: number } = {}): Promise<Person> => {
    const stated = { phone: nextPhone(), name: `Test ${role}`, roles: [role], ...where }
    return sign(await createDemoAccount(context, stated as never), [role], where)
  }
  const citizen = async (phone: string): Promise<Person> => {
    const stated = { phone, name: 'Test Citizen', password: PASSWORD, birthDate: '1990-05-14', gender: 'female' }
    return sign(await createDemoAccount(context, { ...stated, pin: '110001' } as never), ['citizen'], {})
  }
  const other = await place.centre('110001', 1)
  const { body: pune } = await place.ask<{ district: { cell: number } }>('GET', '/v1/pins/411001')
  const ownPhone = nextPhone()
  const own = await citizen(ownPhone)
  const nat = await staff('national-admin')
  const signedOut = await openSession(context as IdentityContext, nat.accountId as Id<'account'>)
  const revoked = { accountId: nat.accountId, token: signedOut?.accessToken as string }
  await place.ask('POST', '/v1/auth/logout', { by: revoked })
  const people: Record<Exclude<Asker, 'cli'>, Person | undefined> = {
    anonymous: undefined,
    expired: await sign(nat.accountId, ['national-admin'], {}, -1),
    revoked,
    own,
    oth: await citizen(nextPhone()),
    doc: await staff('doctor', { facilityId }),
    rec: await staff('reception', { facilityId }),
    pha: await staff('pharmacist', { facilityId }),
    lab: await staff('lab-technician', { facilityId }),
    vac: await staff('vaccinator', { facilityId }),
    adm: await staff('centre-admin', { facilityId }),
    va2: await staff('vaccinator', { facilityId: other.facilityId }),
    ad2: await staff('centre-admin', { facilityId: other.facilityId }),
    of1: await staff('district-officer', { districtCell: cell }),
    of2: await staff('district-officer', { districtCell: pune.district.cell }),
    nat,
  }
  return { people, ownPhone, own: own.accountId }
}

type Shared = Pick<
  World,
  'program' | 'clock' | 'ask' | 'people' | 'facilityId' | 'openSessionId' | 'next' | 'nextPhone'
>

function freshRecords({
  program,
  clock,
  ask,
  people,
  facilityId,
  openSessionId,
  next,
  nextPhone,
}: Shared): Omit<Records, keyof CustomerRecords> {
  const make = async (url: string, asked: Asked): Promise<Record<string, never>> => {
    const { status, body } = await ask<Record<string, never>>('POST', url, asked)
    if (status !== 201) throw new Error(`POST ${url} answered ${status}: ${JSON.stringify(body)}`)
    return body
  }
  const patientId = async (): Promise<string> => {
    const body = { name: `Member ${next()}`, birthYear: 1980, gender: 'other', pin: '110001' }
    return (await make('/v1/patients', { by: people.own, body })).patientId as never
  }
  return {
    patientId,
    async bookingId() {
      const body = { sessionId: openSessionId, window: WINDOW, patientIds: [await patientId()] }
      const { bookings } = await make('/v1/vaccination/bookings', { by: people.own, body })
      return (bookings as unknown as { bookingId: string }[])[0]?.bookingId as string
    },
    async sessionId() {
      const body = { facilityId, date: TODAY, vaccine: 'COVAXIN', dose: 1, capacity: 10, minAge: 18 }
      return (await make('/v1/vaccination/sessions', { by: people.adm, body: { ...body, windows: [WINDOW] } }))
        .sessionId as never
    },
    async staffId() {
      const body = { phone: nextPhone(), name: 'Test Vaccinator', roles: ['vaccinator'], facilityId }
      return (await make('/v1/staff', { by: people.nat, body })).accountId as never
    },
    facilityId: async () => facilityId,
    async duplicateId() {
      const body = { name: `Twice ${next()}`, birthYear: 1980, gender: 'other', pin: '110001', confirmedNew: true }
      const register = async (): Promise<PatientId> =>
        (await make('/v1/patients/registrations', { by: people.nat, body })).patientId as never
      const [first, second] = [await register(), await register()] as const
      const id = newId<'duplicate'>(cellOf(first))
      const pair = { id, patient_id: first, other_id: second, bits: 20, explanation: [], found_at: clock.now() }
      await insertDuplicate(program.context('patients').db as Db<PatientsTables>, pair)
      return id
    },
  }
}

/** Makes each record when it is first asked for, and gives that one from then on. */
function onceOnly(records: Records): Records {
  const remember = (make: () => Promise<string>): (() => Promise<string>) => {
    let made: Promise<string> | undefined
    return () => (made ??= make())
  }
  const entries = Object.entries(records).map(([name, make]) => [name, remember(make)])
  return Object.fromEntries(entries) as Records
}

function absentRecords(cell: number, like: Records): Records {
  return Object.fromEntries(Object.keys(like).map((name) => [name, async () => newId(cell)])) as unknown as Records
}

async function readContents({ program }: Setup): Promise<Record<string, string>> {
  const { pool } = program.context('identity')
  const { rows } = await pool.query(
    `select format('select %L as name, count(*)::text || md5(coalesce(string_agg(t::text, %L order by t::text), %L))
       as content from %I.%I t', schemaname || '.' || tablename, '', '', schemaname, tablename) as query
     from pg_tables where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker')`,
  )
  const all = await pool.query(rows.map(({ query }) => query).join(' union all '))
  return Object.fromEntries(all.rows.map(({ name, content }) => [name, content]))
}
