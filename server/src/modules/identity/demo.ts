// Makes the demo's accounts, one for each role, as the console does, and a chain for the chain's administrator.
import type { Demo, DemoAccount, DemoApi, DemoFacility, DemoPerson, ModuleDemo } from '../../platform/demo.ts'
import type { Context } from '../../platform/module.ts'
import { holdingOf } from '../../platform/powers.ts'
import type { ChainId } from '../facilities/contract.ts'
import { createDemoAccount, createDemoToken, type NewStaff } from './accounts/demo-accounts.ts'

const HOLDER = { birthDate: '1990-05-14', gender: 'female', pin: '110001' } as const
/** The family of the demo's citizen, Asha Sharma. */
const SHARMAS: readonly DemoPerson[] = [
  { name: 'Ravi Sharma', birthDate: '1988-02-11', gender: 'male', pin: HOLDER.pin },
  { name: 'Kamla Sharma', birthDate: '1957-09-30', gender: 'female', pin: HOLDER.pin },
  { name: 'Diya Sharma', birthDate: '2019-06-21', gender: 'female', pin: HOLDER.pin },
]
const CHAIN = { name: 'Central Hospitals (demo)', legalName: 'Central Hospitals (demo)', isGovernment: true }

type Places = Pick<NewStaff, 'chainId' | 'districtCell'>

async function seed(demo: Demo, context: Context): Promise<void> {
  const { accounts, hospital, branches, households } = demo
  const ofChain = accounts.filter(({ role }) => holdingOf(role) === 'chain')
  const others = accounts.filter((account) => !ofChain.includes(account))
  for (const account of others) await createDemoAccount(context, toPerson(account, { districtCell: hospital.cell }))
  const chainId = await demo.as('national-admin', (api) => openChain(api, [hospital, ...branches]))
  for (const account of ofChain) await createDemoAccount(context, toPerson(account, { chainId }))
  for (const { phone, password, people } of households) {
    await createDemoAccount(context, { ...people[0], phone, password })
  }
  await demo.as('citizen', (api) => addMembers(api, SHARMAS))
  for (const household of households) {
    await demo.as(household, (api) => addMembers(api, household.people.slice(1)))
  }
}

function toPerson({ role, name, phone, password, facilityId }: DemoAccount, { chainId, districtCell }: Places) {
  const person = { phone, name, password }
  if (role === 'citizen') return { ...person, ...HOLDER }
  const holding = holdingOf(role)
  return {
    ...person,
    roles: [role],
    ...(facilityId !== undefined && { facilityId: facilityId as NonNullable<NewStaff['facilityId']> }),
    ...(holding === 'chain' && chainId !== undefined && { chainId }),
    ...(holding === 'district' && districtCell !== undefined && { districtCell }),
  }
}

/** Gives the chain of the demo's hospitals; if there is none, registers it. Puts each hospital without one into it. */
async function openChain(api: DemoApi, hospitals: readonly DemoFacility[]): Promise<ChainId> {
  let chainId: ChainId | undefined
  for (const { facilityId } of hospitals) {
    const url = `/v1/facilities/${facilityId}`
    const known = await api.get<Places>(url)
    chainId ??= (known.chainId as ChainId | undefined) ?? (await findChain(api))
    if (known.chainId === undefined) await api.send('PATCH', url, { chainId })
  }
  return chainId as ChainId
}

async function findChain(api: DemoApi): Promise<ChainId> {
  const { items } = await api.get<{ items: Places[] }>(`/v1/chains?q=${encodeURIComponent(CHAIN.name)}`)
  const chain = items[0] ?? (await api.send<Places>('POST', '/v1/chains', CHAIN))
  return chain.chainId as ChainId
}

async function addMembers(api: DemoApi, members: readonly DemoPerson[]): Promise<void> {
  const { items } = await api.get<{ items: { name: string }[] }>('/v1/patients')
  const missing = members.filter(({ name }) => !items.some((known) => known.name === name))
  for (const member of missing) await api.send('POST', '/v1/patients', member)
}

export const demo: ModuleDemo = { seed, signIn: ({ phone }, context) => createDemoToken(context, phone) }
