// Registers and corrects chains: one chain for each legal name, with a new version for each change.

import { nameText, object, type Static, Type } from '../../../platform/contract.ts'
import { newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { tidyText, toSearchText } from '../../../platform/words.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { type ChainFacts, chainChanged, chainExists } from '../contract.ts'
import type { Chain, FacilitiesContext, FacilitiesTables } from '../tables.ts'
import { findChainNamed, insertChain, updateChain } from './store.ts'

const fields = {
  name: nameText(200, { description: 'Name of the chain, as on the boards of its facilities.' }),
  legalName: nameText(200, { description: 'Name as on its invoices. Only one chain may have it.' }),
  isGovernment: Type.Boolean(),
}

export const NewChain = object(fields)
export type NewChain = Static<typeof NewChain>

export const ChainChange = object(
  {
    name: Type.Optional(fields.name),
    legalName: Type.Optional(fields.legalName),
    isGovernment: Type.Optional(fields.isGovernment),
  },
  { minProperties: 1, description: 'Send only the fields that change.' },
)
export type ChainChange = Static<typeof ChainChange>

export function toChainFacts({ id, name, legal_name, is_government, version }: Chain): ChainFacts {
  return { chainId: id, name, legalName: legal_name, isGovernment: is_government, version }
}

function decideName(stated: string): string {
  const name = tidyText(stated).normalize('NFC')
  if (toSearchText(name) === '') throw invalidField('/name', 'needs at least one letter or digit')
  return name
}

function decideLegalName(stated: string) {
  const legalName = tidyText(stated).normalize('NFC')
  const searchName = toSearchText(legalName)
  if (searchName === '') throw invalidField('/legalName', 'needs at least one letter or digit')
  return { legal_name: legalName, search_name: searchName }
}

async function refuseTwin(tx: Tx<FacilitiesTables>, chain: Chain): Promise<void> {
  const twin = await findChainNamed(tx, chain.search_name)
  if (twin && twin.id !== chain.id) throw new Problem(chainExists, { members: { chainId: twin.id } })
}

export async function registerChain(
  tx: Tx<FacilitiesTables>,
  context: FacilitiesContext,
  stated: NewChain,
  origin: EventOrigin,
): Promise<Chain> {
  const now = context.clock.now()
  const chain: Chain = {
    id: newId(0, now.getTime()),
    name: decideName(stated.name),
    ...decideLegalName(stated.legalName),
    is_government: stated.isGovernment,
    version: 1,
    created_at: now,
    updated_at: now,
  }
  // The insert waits for a parallel insert of this name. Then we can read that chain and name it in the problem.
  if (!(await insertChain(tx, chain))) await refuseTwin(tx, chain)
  await publish(tx, origin, chainChanged, toChainFacts(chain))
  return chain
}

/** Corrects a locked chain. A change that changes nothing makes no version and no event. */
export async function changeChain(
  tx: Tx<FacilitiesTables>,
  context: FacilitiesContext,
  before: Chain,
  change: ChainChange,
  origin: EventOrigin,
): Promise<Chain> {
  const stated: Chain = {
    ...before,
    ...(change.name !== undefined && { name: decideName(change.name) }),
    ...(change.legalName !== undefined && decideLegalName(change.legalName)),
    ...(change.isGovernment !== undefined && { is_government: change.isGovernment }),
  }
  if (JSON.stringify(stated) === JSON.stringify(before)) return before
  await refuseTwin(tx, stated)
  const after = { ...stated, version: before.version + 1, updated_at: context.clock.now() }
  await updateChain(tx, after)
  await publish(tx, origin, chainChanged, toChainFacts(after))
  return after
}
