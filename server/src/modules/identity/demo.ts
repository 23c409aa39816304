// Makes the demo's accounts, one for each role, as the console does, and a chain for the chain's administrator.
import type { Demo, DemoAccount, DemoApi } from '../../platform/demo.ts'
import type { Context } from '../../platform/module.ts'
import { holdingOf } from '../../platform/powers.ts'
import type { ChainId } from '../facilities/contract.ts'
import { createDemoAccount, type NewStaff } from './accounts/demo-accounts.ts'

const HOLDER = { birthDate: '1990-05-14', gender: 'female', pin: '110001' } as const
const CHAIN = { name: 'Central Hospitals (demo)', legalName: 'Central Hospitals (demo)', isGovernment: true }

type Places = Pick<NewStaff, 'chainId' | 'districtCell'>

export async function seedDemo({ api, accounts, hospital }: Demo, context: Context): Promise<void> {
  const ofChain = accounts.filter(({ role }) => holdingOf(role) === 'chain')
  const others = accounts.filter((account) => !ofChain.includes(account))
  for (const account of others) await createDemoAccount(context, toPerson(account, { districtCell: hospital.cell }))
  const admin = accounts.find(({ role }) => role === 'national-admin') as DemoAccount
  const chainId = await openChain(api, admin, hospital.facilityId)
  for (const account of ofChain) await createDemoAccount(context, toPerson(account, { chainId }))
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

/** Gives the chain of the demo's hospital; if there is none, registers it and puts the hospital into it. */
async function openChain(api: DemoApi, admin: DemoAccount, facilityId: string): Promise<ChainId> {
  const url = `/v1/facilities/${facilityId}`
  const known = await api.get<Places>(url)
  if (known.chainId !== undefined) return known.chainId
  await api.signIn(admin)
  const { items } = await api.get<{ items: Places[] }>(`/v1/chains?q=${encodeURIComponent(CHAIN.name)}`)
  const chain = items[0] ?? (await api.send<Places>('POST', '/v1/chains', CHAIN))
  await api.send('PATCH', url, { chainId: chain.chainId })
  await api.signOut()
  return chain.chainId as ChainId
}
