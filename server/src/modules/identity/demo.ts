// The demo's people: one account for each role, made as the console makes accounts.
import type { Demo, DemoAccount } from '../../platform/demo.ts'
import type { Context } from '../../platform/module.ts'
import { createDemoAccount } from './accounts/made-at-console.ts'
import type { NewStaff } from './staff/steps.ts'

const HOLDER = { birthDate: '1990-05-14', gender: 'female', pin: '110001' } as const

export async function seedDemo({ accounts, hospital }: Demo, context: Context): Promise<void> {
  for (const account of accounts) await createDemoAccount(context, toPerson(account, hospital.cell))
}

function toPerson({ role, name, phone, password, facilityId }: DemoAccount, districtCell: number) {
  const person = { phone, name, password }
  if (role === 'citizen') return { ...person, ...HOLDER }
  return {
    ...person,
    roles: [role],
    ...(facilityId !== undefined && { facilityId: facilityId as NonNullable<NewStaff['facilityId']> }),
    ...(role === 'district-officer' && { districtCell }),
  }
}
