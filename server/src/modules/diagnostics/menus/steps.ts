// Keeps what a facility offers, and follows the facilities that have a laboratory.
import type { Static } from '../../../platform/contract.ts'
import { requireVersion } from '../../../platform/http/tagged.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import type { EventOrigin, PersonActs } from '../../../platform/work/outbox.ts'
import { type FacilityFacts, type FacilityId, findFacility } from '../../facilities/contract.ts'
import { listPanels, listTests } from '../catalogue/store.ts'
import { menuChangedMeanwhile } from '../contract.ts'
import type { DiagnosticsContext, DiagnosticsTables, Lab, MenuEntry } from '../tables.ts'
import type { NewEntry, NewPolicy } from './routes.ts'
import { changePolicy, copyLab, findLab, lockEntry, saveEntry } from './store.ts'

type Tables = DiagnosticsTables

/** A facility that may have a laboratory. */
export async function requireFacility({ call }: DiagnosticsContext, facilityId: FacilityId): Promise<FacilityFacts> {
  const facts = await call(findFacility, { facilityId })
  if (!facts) throw new Problem(notFound)
  if (!facts.kinds.some((kind) => kind === 'hospital' || kind === 'lab')) {
    throw invalidField('path/facilityId', 'is neither a hospital nor a laboratory')
  }
  return facts
}

type Stated = Static<typeof NewEntry> & {
  readonly code: string
  readonly ifMatch: string | undefined
  readonly origin: EventOrigin & PersonActs
}

/** Offers a test. The same words once more make no version. */
export async function offerTest(tx: Tx<Tables>, facility: FacilityFacts, stated: Stated): Promise<MenuEntry> {
  const { code, ifMatch, origin } = stated
  const { cell, facilityId } = facility
  const known = [...(await listTests(tx, [code])), ...(await listPanels(tx, [code]))]
  if (known.length === 0) throw invalidField('path/code', 'is no test of the catalogue')
  await copyLab(tx, facility)
  const before = await lockEntry(tx, facilityId, code)
  requireVersion({ version: before?.version ?? 0 }, ifMatch, menuChangedMeanwhile)
  const entry: MenuEntry = {
    ...{ cell, facility_id: facilityId, code, price_code: stated.priceCode, in_house: stated.inHouse },
    ...{ two_persons: stated.twoPersons, is_offered: stated.isOffered },
    ...{ version: (before?.version ?? 0) + 1, changed_by: origin.actorId as MenuEntry['changed_by'] },
  }
  if (before && isSame(before, entry)) return before
  await saveEntry(tx, entry)
  return entry
}

const isSame = (one: MenuEntry, other: MenuEntry): boolean =>
  one.price_code === other.price_code &&
  one.in_house === other.in_house &&
  one.two_persons === other.two_persons &&
  one.is_offered === other.is_offered

export async function keepPolicy(
  tx: Tx<Tables>,
  facility: FacilityFacts,
  { paysFirst, language }: Static<typeof NewPolicy>,
): Promise<Lab> {
  await copyLab(tx, facility)
  await changePolicy(tx, facility.facilityId, { pays_first: paysFirst, language })
  return (await findLab(tx, facility.facilityId)) as Lab
}

/** Copies a change of a facility, if it has a laboratory. */
export async function followFacility({ db }: DiagnosticsContext, facts: FacilityFacts): Promise<void> {
  if (await findLab(db, facts.facilityId)) await transaction(db, (tx) => copyLab(tx, facts))
}
