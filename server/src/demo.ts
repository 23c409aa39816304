// Makes the demo: a real hospital in PIN 110001, one account for each role, and the data that each module adds.
import { randomInt } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { modules } from './modules.ts'
import { dayInIndia } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import type { Demo, DemoAccount, DemoApi, DemoFacility } from './platform/demo.ts'
import { holdingOf, type Role } from './platform/powers.ts'
import { inOrderOfUse, type Program } from './platform/program.ts'

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

const accountsFile = (config: Config): string => path.join(config.home, 'demo-accounts.json')

export function printDemoAccounts(config: Config, say: (line: string) => void): void {
  const accounts = readAccounts(config)
  say(`\n  Demo accounts, all with the password ${accounts[0]?.password} (also in ${accountsFile(config)}):`)
  for (const { role, name, phone } of accounts) say(`    ${role.padEnd(17)} ${phone}  ${name}`)
}

function readAccounts(config: Config): DemoAccount[] {
  return existsSync(accountsFile(config)) ? JSON.parse(readFileSync(accountsFile(config), 'utf8')) : []
}

/** Makes or completes the demo, module by module. Each module comes after the modules that it uses. */
export async function seedDemo(program: Program, config: Config): Promise<void> {
  const api = createApi(program)
  const hospital = await findHospital(api)
  const accounts = listAccounts(config, hospital)
  writeFileSync(accountsFile(config), `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 })
  const otherHospitals = await findOtherHospitals(api)
  const today = dayInIndia(program.context('identity').clock.now())
  const demo: Demo = { config, api, today, hospital, otherHospitals, accounts }
  for (const { name, seedDemo: seed } of inOrderOfUse(modules)) await seed?.(demo, program.context(name))
}

function createApi({ app }: Program): DemoApi {
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

async function findHospital(api: DemoApi): Promise<DemoFacility> {
  const { items } = await api.get<{ items: DemoFacility[] }>(`/v1/facilities?pin=${DEMO_PIN}&kind=hospital&limit=100`)
  const facility = items.find(({ name }) => name.includes('Lohia')) ?? items[0]
  if (!facility) throw new Error(`The demo could not be made: no hospital in PIN ${DEMO_PIN}`)
  return facility
}

/** The first hospital of each state except Delhi, where the demo's own hospital is. */
async function findOtherHospitals(api: DemoApi): Promise<DemoFacility[]> {
  const { items: states } = await api.get<{ items: { code: string }[] }>('/v1/states')
  const found: DemoFacility[] = []
  for (const { code } of states.filter((state) => state.code !== 'DL')) {
    const url = `/v1/facilities?state=${code}&kind=hospital&limit=1`
    const { items } = await api.get<{ items: DemoFacility[] }>(url)
    if (items[0]) found.push(items[0])
  }
  return found
}

function listAccounts(config: Config, hospital: DemoFacility): DemoAccount[] {
  const password = readAccounts(config)[0]?.password ?? makePassword()
  return Object.entries(PEOPLE).map(([key, name], index) => {
    const role = key as Role
    const worksThere = holdingOf(role) === 'facility'
    const phone = `+91${9_000_000_001 + index}`
    return { role, name, phone, password, ...(worksThere && { facilityId: hospital.facilityId }) }
  })
}

const WORDS = ['lotus', 'river', 'mango', 'cedar', 'tiger', 'indigo', 'saffron', 'jasmine', 'peacock', 'monsoon']

/** A password for the demo of this installation only: easy to type, and different on every machine. */
function makePassword(): string {
  const word = (): string => WORDS[randomInt(WORDS.length)] as string
  return `${word()}-${word()}-${randomInt(1_000, 10_000)}`
}
