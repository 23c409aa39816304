// The demo: one account for each role, a real hospital of PIN 110001 that vaccinates, and one in each state beside it.
// Everything is done through the API by the demo's own people, so it obeys the rules that everybody obeys.
import { randomInt } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createDemoAccount } from './modules/identity/admin.ts'
import type { Role } from './platform/access.ts'
import { addDays, dayInIndia } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import type { Program } from './platform/program.ts'

interface DemoAccount {
  readonly role: Role
  readonly name: string
  readonly phone: string
  readonly password: string
  readonly facilityId?: string
}

interface Facility {
  readonly facilityId: string
  readonly name: string
  readonly kinds: readonly string[]
  readonly cell: number
}

const DEMO_PIN = '110001'
const PEOPLE: readonly [Role, string][] = [
  ['citizen', 'Asha Sharma'],
  ['doctor', 'Dr Kavita Rao'],
  ['reception', 'Mira Das'],
  ['pharmacist', 'Imran Shaikh'],
  ['lab-technician', 'Joseph Lakra'],
  ['vaccinator', 'Ravi Kumar'],
  ['centre-admin', 'Sunita Verma'],
  ['district-officer', 'Omar Abdullah Khan'],
  ['national-admin', 'Lakshmi Iyer'],
]

const accountsFile = (config: Config): string => path.join(config.home, 'demo-accounts.json')

export function printDemoAccounts(config: Config, say: (line: string) => void): void {
  const accounts = readAccounts(config)
  say(`\n  Demo accounts, all with the password ${accounts[0]?.password} (also in ${accountsFile(config)}):`)
  for (const { role, name, phone } of accounts) say(`    ${role.padEnd(17)} ${phone}  ${name}`)
}

function readAccounts(config: Config): DemoAccount[] {
  return existsSync(accountsFile(config)) ? JSON.parse(readFileSync(accountsFile(config), 'utf8')) : []
}

/** Makes or completes the demo. A repeat adds only what is missing, such as the sessions of days that came nearer. */
export async function seedDemo(program: Program, config: Config): Promise<void> {
  const { clock } = program.context('vaccination')
  const api = createApi(program)
  const facility = await findDemoFacility(api)
  const accounts = await seedAccounts(program, config, facility)
  const admin = accounts.find(({ role }) => role === 'national-admin') as DemoAccount
  await api.signIn(admin)
  const today = dayInIndia(clock.now())
  await seedCentre(api, facility, today, 100)
  for (const other of await findOtherFacilities(api)) await seedCentre(api, other, today, 20)
  await api.signOut()
}

interface Api {
  get<Answer>(url: string): Promise<Answer>
  send<Answer>(method: 'POST' | 'PATCH', url: string, body: object): Promise<Answer>
  signIn(account: DemoAccount): Promise<void>
  signOut(): Promise<void>
}

function createApi({ app }: Program): Api {
  let token = ''
  const request = async <Answer>(method: 'GET' | 'POST' | 'PATCH', url: string, body?: object): Promise<Answer> => {
    const headers = token === '' ? {} : { authorization: `Bearer ${token}` }
    const response = await app.inject({ method, url, headers, ...(body && { payload: body }) })
    if (response.statusCode >= 300) throw new Error(`The demo could not be made: ${method} ${url}: ${response.body}`)
    return (response.body === '' ? undefined : response.json()) as Answer
  }
  return {
    get: (url) => request('GET', url),
    send: request,
    async signIn({ phone, password }) {
      const answer = await request<{ accessToken: string }>('POST', '/v1/auth/login', { phone, password })
      token = answer.accessToken
    },
    async signOut() {
      await request('POST', '/v1/auth/logout', {})
      token = ''
    },
  }
}

async function findDemoFacility(api: Api): Promise<Facility> {
  const { items } = await api.get<{ items: Facility[] }>(`/v1/facilities?pin=${DEMO_PIN}&kind=hospital&limit=100`)
  const facility = items.find(({ name }) => name.includes('Lohia')) ?? items[0]
  if (!facility) throw new Error(`The demo could not be made: no hospital in PIN ${DEMO_PIN}`)
  return facility
}

/** The first hospital of each state but the demo's own, so that there is something to find everywhere. */
async function findOtherFacilities(api: Api): Promise<Facility[]> {
  const { items: states } = await api.get<{ items: { code: string }[] }>('/v1/states')
  const found: Facility[] = []
  for (const { code } of states.filter((state) => state.code !== 'DL')) {
    const url = `/v1/facilities?state=${code}&kind=hospital&limit=1`
    const { items } = await api.get<{ items: Facility[] }>(url)
    if (items[0]) found.push(items[0])
  }
  return found
}

async function seedAccounts(program: Program, config: Config, facility: Facility): Promise<DemoAccount[]> {
  const known = readAccounts(config)
  const password = known[0]?.password ?? makePassword()
  const accounts = PEOPLE.map(([role, name], index): DemoAccount => {
    const phone = `+91900000000${index + 1}`
    const worksThere = !['citizen', 'district-officer', 'national-admin'].includes(role)
    return { role, name, phone, password, ...(worksThere && { facilityId: facility.facilityId }) }
  })
  for (const { role, name, phone, facilityId } of accounts) {
    const context = program.context('identity')
    const person = { phone, name, password }
    if (role === 'citizen') {
      await createDemoAccount(context, { ...person, birthDate: '1990-05-14', gender: 'female', pin: DEMO_PIN })
      continue
    }
    await createDemoAccount(context, {
      ...person,
      roles: [role],
      ...(facilityId !== undefined && { facilityId: facilityId as never }),
      ...(role === 'district-officer' && { districtCell: facility.cell }),
    })
  }
  writeFileSync(accountsFile(config), `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 })
  return accounts
}

const WORDS = ['lotus', 'river', 'mango', 'cedar', 'tiger', 'indigo', 'saffron', 'jasmine', 'peacock', 'monsoon']

/** A password for the demo of this installation alone: easy to type, and another one on every machine. */
function makePassword(): string {
  const word = (): string => WORDS[randomInt(WORDS.length)] as string
  return `${word()}-${word()}-${randomInt(1_000, 10_000)}`
}

// Round the clock, so that a session of today takes bookings whenever the demo is tried.
const WINDOWS = ['00:00-06:00', '06:00-12:00', '12:00-18:00', '18:00-24:00']
const OFFERS = [
  { vaccine: 'COVISHIELD', dose: 1, lot: 'DEMO-CS1' },
  { vaccine: 'COVISHIELD', dose: 2, lot: 'DEMO-CS2' },
  { vaccine: 'COVAXIN', dose: 1, lot: 'DEMO-CX1' },
] as const
const DAYS = 7

interface KnownSession {
  readonly date: string
  readonly vaccine: string
  readonly dose: number
}

interface KnownLevel {
  readonly vaccine: string
  readonly dose: number
  readonly free: number
}

async function seedCentre(api: Api, { facilityId, kinds }: Facility, today: string, capacity: number): Promise<void> {
  if (!kinds.includes('vaccination-centre')) {
    await api.send('PATCH', `/v1/facilities/${facilityId}`, { kinds: [...kinds, 'vaccination-centre'] })
  }
  const url = `/v1/vaccination/availability?facility=${facilityId}&days=${DAYS}`
  const { centres } = await api.get<{ centres: { sessions: KnownSession[] }[] }>(url)
  const known = centres.flatMap((centre) => centre.sessions)
  const { levels } = await api.get<{ levels: KnownLevel[] }>(`/v1/vaccination/stock?facility=${facilityId}`)
  for (const { vaccine, dose, lot } of OFFERS) {
    const days = Array.from({ length: DAYS }, (_, index) => addDays(today, index)).filter(
      (date) => !known.some((one) => one.date === date && one.vaccine === vaccine && one.dose === dose),
    )
    if (days.length === 0) continue
    const year = today.slice(0, 4)
    const stock = { facilityId, vaccine, dose, lot: `${lot}-${year}`, expiresOn: `${Number(year) + 2}-12-31` }
    // Beside what these sessions promise as much stays free as a copied week needs.
    const free = levels.find((level) => level.vaccine === vaccine && level.dose === dose)?.free ?? 0
    const quantity = (days.length + DAYS) * capacity - free
    if (quantity > 0) await api.send('POST', '/v1/vaccination/stock', { ...stock, quantity })
    for (const date of days) {
      const session = { facilityId, date, vaccine, dose, capacity, windows: WINDOWS, minAge: 18, fee: 0 }
      await api.send('POST', '/v1/vaccination/sessions', session)
    }
  }
}
