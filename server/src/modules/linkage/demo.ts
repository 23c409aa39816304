// The demo's outside system. It sends a person who is registered twice, so a choice waits for the national staff.
import type { Demo, DemoApi, ModuleDemo } from '../../platform/demo.ts'
import { REGISTERED_TWICE } from '../../platform/demo-people.ts'

const SYSTEM = {
  name: 'Clinic of the demo',
  // Nothing below .invalid exists, so no callback gets anywhere. Sehat gives each up in the end.
  webhook: 'https://clinic.invalid/sehat',
  'choice-by': 'staff',
} as const

interface Named {
  readonly 'customer-id': string
  readonly name: string
}

/** The vaccination drive has registered the person: the list of modules has it before this module. */
async function seed(demo: Demo): Promise<void> {
  await demo.as('national-admin', async (api) => {
    const id = await findSystem(api)
    const { items } = await api.get<{ items: object[] }>(`/v1/linkage/reviews?customer=${id}&limit=1`)
    if (items.length > 0) return
    const token = await signIn(api, id)
    const headers = { 'customer-token': token, 'idempotency-key': `demo-${demo.today}` }
    await demo.asSystem(headers, (system) => askForLink(system, demo.today))
  })
}

/** Gives the id of the outside system, and onboards it if there is none. */
async function findSystem(api: DemoApi): Promise<string> {
  const { items } = await api.get<{ items: Named[] }>('/v1/customers?limit=100')
  const known = items.find(({ name }) => name === SYSTEM.name)
  return (known ?? (await api.send<Named>('POST', '/v1/customers', SYSTEM)))['customer-id']
}

/** Nobody keeps the secret of the system, so it gets a new one for each token. */
async function signIn(api: DemoApi, id: string): Promise<string> {
  const { secret } = await api.send<{ secret: string }>('POST', `/v1/customers/${id}/secret`, {})
  const credentials = { 'customer-id': id, secret }
  const url = '/v1/customers/token'
  return (await api.send<{ 'customer-token': string }>('POST', url, credentials))['customer-token']
}

/** Each day has a patient id of its own, because a choice of the day before has ended the earlier ones. */
function askForLink(api: DemoApi, today: string): Promise<unknown> {
  const [{ name, birthDate, gender, phone, pin }] = REGISTERED_TWICE
  const patient = { id: `OPD-${today}`, full_name: name, dob: birthDate, gender, contact: { phone, pin } }
  return api.send('POST', '/link', { patient })
}

export const demo: ModuleDemo = { seed }
