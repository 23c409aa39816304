// How the staff who took money or kept a drawer are called.
import type { AccountId } from '../identity/contract.ts'
import { findNames } from '../identity/naming/contract.ts'
import type { BillingContext } from './tables.ts'

/** The names of accounts, by their ids. */
export type Names = ReadonlyMap<string, string>

const ASKED_AT_ONCE = 500

export async function readNames({ call }: BillingContext, ids: readonly (string | null)[]): Promise<Names> {
  const accountIds = [...new Set(ids)].filter((id): id is AccountId => id !== null).slice(0, ASKED_AT_ONCE)
  if (accountIds.length === 0) return new Map()
  const people = await call(findNames, { accountIds })
  return new Map(people.map(({ accountId, name }) => [accountId, name]))
}
