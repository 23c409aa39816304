// Makes the demo: a real hospital in PIN 110001, one account for each role, and the data that each module adds.
import { randomInt } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { modules } from './modules.ts'
import { type DemoClock, dayInIndia, instantInIndia, timeInIndia } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import type { Demo, DemoAccount, DemoApi, DemoFacility } from './platform/demo.ts'
import { householdsOf } from './platform/demo-people.ts'
import { BYTES } from './platform/http/streams.ts'
import { inOrderOfUse } from './platform/module-order.ts'
import { holdingOf, type Role } from './platform/powers.ts'
import type { Program } from './platform/program.ts'
import { createLoop } from './platform/work/loop.ts'

const DEMO_PIN = '110001'
/** One person for each role. Add a new role at the end: the phone numbers follow this order. */
const PEOPLE: Readonly<Record<Exclude<Role, 'client'>, string>> = {
  citizen: 'Asha Sharma',
  doctor: 'Dr Kavita Rao',
  reception: 'Mira Das',
  pharmacist: 'Imran Shaikh',
  'lab-technician': 'Joseph Lakra',
  vaccinator: 'Ravi Kumar',
  'centre-admin': 'Sunita Verma',
  'district-officer': 'Omar Abdullah Khan',
  'national-admin': 'Lakshmi Iyer',
  nurse: 'Grace Thomas',
  cashier: 'Harpreet Kaur',
  'chain-admin': 'Vikram Mehta',
  auditor: 'Nasreen Begum',
}

/** The other hospitals of the chain: of the same district, and of another one. */
const BRANCHES = [
  { pin: DEMO_PIN, named: 'Sucheta', admin: 'Farida Ansari' },
  { pin: '110002', named: 'Lok Nayak', admin: 'Thomas Mathew' },
] as const
const [FIRST_PHONE, FIRST_BRANCH_PHONE] = [9_000_000_001, 9_000_000_101]

const accountsFile = (config: Config): string => path.join(config.home, 'demo-accounts.json')

export function printDemoAccounts(config: Config, say: (line: string) => void): void {
  const accounts = readAccounts(config)
  say(`\n  Demo accounts, all with the password ${accounts[0]?.password} (also in ${accountsFile(config)}):`)
  for (const { role, name, phone } of accounts) say(`    ${role.padEnd(17)} ${phone}  ${name}`)
}

function readAccounts(config: Config): DemoAccount[] {
  return existsSync(accountsFile(config)) ? JSON.parse(readFileSync(accountsFile(config), 'utf8')) : []
}

export interface LivingDemo {
  /** Opens the demo's centres in the other districts, and then lets the day go on until `stop`. */
  live(say: (line: string) => void): void
  /** Opens the centres. Resolves when all are open, or at `stop`. */
  openCentres(): Promise<number>
  /** Does what is due now. */
  goOn(): Promise<void>
  stop(): Promise<void>
}

const LIFE_MS = 300_000

/** Makes or completes the demo, module by module. Each module comes after the modules that it uses. */
export async function seedDemo(program: Program, config: Config, clock: DemoClock): Promise<LivingDemo> {
  const api = apiFor(program)
  const hospital = await findHospital(api, DEMO_PIN, 'Lohia')
  const branches = await findBranches(api, hospital)
  const accounts = listAccounts(config, hospital, branches)
  writeFileSync(accountsFile(config), `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 })
  let isLive = false
  const seed = async (): Promise<Demo> => {
    const demo = toDemo(program, config, { hospital, branches, accounts, clock, isLive: () => isLive })
    for (const { name, demo: own } of inOrderOfUse(modules)) await own?.seed(demo, program.context(name))
    return demo
  }
  let demo = await seed()
  isLive = true
  let isStopped = false
  const goOn = async (): Promise<void> => {
    if (dayInIndia(clock.now()) !== demo.today) demo = await seed()
    for (const { name, demo: own } of modules) await own?.goOn?.(demo, program.context(name))
  }
  const openCentres = () => openAll(demo, () => isStopped)
  const life = createLoop({
    name: 'demo',
    log: program.context('identity').log,
    pauseMs: LIFE_MS,
    turn: async () => {
      await goOn()
      return false
    },
  })
  return {
    openCentres,
    goOn,
    live(say) {
      openCentres().then(
        (count) => say(`  Demo: ${count} centres in other districts are open too.`),
        (error: Error) => say(`  Demo: not all centres of other districts could be opened: ${error.message}`),
      )
      life.start()
    },
    async stop() {
      isStopped = true
      await life.stop()
    },
  }
}

interface DemoParts {
  readonly hospital: DemoFacility
  readonly branches: readonly DemoFacility[]
  readonly accounts: readonly DemoAccount[]
  readonly clock: DemoClock
  /** People use the demo already: nothing can be done in the past. */
  readonly isLive: () => boolean
}

function toDemo(program: Program, config: Config, { hospital, branches, accounts, clock, isLive }: DemoParts): Demo {
  const today = dayInIndia(clock.now())
  return {
    ...{ config, today, hospital, branches, accounts },
    households: householdsOf(today, accounts[0]?.password as string),
    async as(who, work) {
      const account = typeof who === 'string' ? accounts.find(({ role }) => role === who) : who
      if (!account) throw new Error(`The demo has no ${who}`)
      const identity = modules.find(({ demo }) => demo?.signIn)
      const token = await identity?.demo?.signIn?.(account, program.context(identity.name))
      return work(apiFor(program, { authorization: `Bearer ${token}` }))
    },
    asSystem: (headers, work) => work(apiFor(program, headers)),
    now: () => timeInIndia(clock.outside()),
    async at(day, time, work) {
      const then = instantInIndia(day, time)
      if (isLive() || then > clock.outside()) return work()
      const release = clock.hold(then)
      return work().finally(release)
    },
  }
}

/** Opens a centre in each other district. People use the demo meanwhile. */
function openAll({ hospital, today, ...demo }: Demo, isStopped: () => boolean): Promise<number> {
  return demo.as('national-admin', async (api) => {
    let count = 0
    for (const centre of await findOtherHospitals(api, hospital)) {
      if (isStopped()) return count
      for (const { demo: own } of modules) await own?.openCentre?.(api, centre, today)
      count++
    }
    return count
  })
}

function apiFor(program: Program, headers: Readonly<Record<string, string>> = {}): DemoApi {
  const request = async <Answer>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    url: string,
    body?: object,
    key?: string,
  ): Promise<Answer> => {
    const type = Buffer.isBuffer(body) && { 'content-type': BYTES }
    const keyed = { ...headers, ...type, ...(key !== undefined && { 'idempotency-key': key }) }
    const response = await program.app.inject({ method, url, headers: keyed, ...(body && { payload: body }) })
    if (response.statusCode >= 300) throw new Error(`The demo could not be made: ${method} ${url}: ${response.body}`)
    return (response.body === '' ? undefined : response.json()) as Answer
  }
  return { get: (url) => request('GET', url), send: request }
}

/** The hospital of a PIN whose name has these words, or else another one there. */
async function findHospital(
  api: DemoApi,
  pin: string,
  words: string,
  others: readonly DemoFacility[] = [],
): Promise<DemoFacility> {
  const { items } = await api.get<{ items: DemoFacility[] }>(`/v1/facilities?pin=${pin}&kind=hospital&limit=100`)
  const free = items.filter(({ facilityId }) => !others.some((other) => other.facilityId === facilityId))
  const facility = free.find(({ name }) => name.includes(words)) ?? free[0]
  if (!facility) throw new Error(`The demo could not be made: no hospital in PIN ${pin}`)
  return facility
}

async function findBranches(api: DemoApi, hospital: DemoFacility): Promise<DemoFacility[]> {
  const found: DemoFacility[] = []
  for (const { pin, named } of BRANCHES) found.push(await findHospital(api, pin, named, [hospital, ...found]))
  return found
}

/** The first hospital of each district except that of the demo's own hospital. */
async function findOtherHospitals(api: DemoApi, own: DemoFacility): Promise<DemoFacility[]> {
  const { items: states } = await api.get<{ items: { code: string }[] }>('/v1/states')
  const found: DemoFacility[] = []
  for (const { code } of states) {
    const url = `/v1/states/${code}/districts?limit=100`
    const { items: districts } = await api.get<{ items: { cell: number }[] }>(url)
    for (const { cell } of districts.filter((district) => district.cell !== own.cell)) {
      const ofDistrict = `/v1/facilities?district=${cell}&kind=hospital&limit=1`
      const { items } = await api.get<{ items: DemoFacility[] }>(ofDistrict)
      if (items[0]) found.push(items[0])
    }
  }
  return found
}

function listAccounts(config: Config, hospital: DemoFacility, branches: readonly DemoFacility[]): DemoAccount[] {
  const password = readAccounts(config)[0]?.password ?? makePassword()
  const own = Object.entries(PEOPLE).map(([key, name], index): DemoAccount => {
    const role = key as Role
    const worksThere = holdingOf(role) === 'facility'
    const phone = `+91${FIRST_PHONE + index}`
    return { role, name, phone, password, ...(worksThere && { facilityId: hospital.facilityId }) }
  })
  const ofBranches = branches.map(({ facilityId }, index): DemoAccount => {
    const name = BRANCHES[index]?.admin as string
    return { role: 'centre-admin', name, phone: `+91${FIRST_BRANCH_PHONE + index}`, password, facilityId }
  })
  return [...own, ...ofBranches]
}

const WORDS = ['lotus', 'river', 'mango', 'cedar', 'tiger', 'indigo', 'saffron', 'jasmine', 'peacock', 'monsoon']

/** A password for the demo of this installation only: easy to type, and different on every machine. */
function makePassword(): string {
  const word = (): string => WORDS[randomInt(WORDS.length)] as string
  return `${word()}-${word()}-${randomInt(1_000, 10_000)}`
}
