// Notes allergies and lasting problems, and ends them. Nothing is deleted: each change is a further version.
import { requireVersion } from '../../../platform/http/tagged.ts'
import { cellOf, newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, type PersonActs, publish } from '../../../platform/work/outbox.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import {
  type FindingId,
  findingChanged,
  findingChangedMeanwhile,
  findingEnded,
  findingKnown,
  noneContradicts,
} from '../contract.ts'
import type { Finding, VisitsTables } from '../tables.ts'
import { contradicted, endedBy, findSame } from './rules.ts'
import { findFinding, insertFinding, listFindings, lockFindings } from './store.ts'

type Tables = VisitsTables
type ByPerson = EventOrigin & PersonActs

/** The person: the record that takes new entries, and all records. */
export interface Person {
  readonly staysId: PatientId
  readonly patientIds: readonly PatientId[]
}

const byOf = (tx: Tx<Tables>, { actorId, facilityId }: ByPerson) => ({
  facility_id: facilityId as FacilityId,
  noted_at: tx.clock.now(),
  noted_by: actorId as Finding['noted_by'],
})

async function write(tx: Tx<Tables>, finding: Finding, origin: ByPerson): Promise<Finding> {
  await insertFinding(tx, finding)
  const { patient_id: patientId, id: findingId, kind, version, status } = finding
  await publish(tx, origin, findingChanged, { patientId, findingId, kind, version, status })
  return finding
}

export type NewFinding = Pick<Finding, 'kind' | 'name' | 'severity' | 'icd10'>

/** Notes an entry. A named allergy ends "no known allergy". */
export async function noteFinding(
  tx: Tx<Tables>,
  { staysId, patientIds }: Person,
  stated: NewFinding,
  origin: ByPerson,
): Promise<Finding> {
  await lockFindings(tx, staysId)
  const known = await listFindings(tx, patientIds)
  const same = findSame(known, stated)
  if (same) throw new Problem(findingKnown, { members: { findingId: same.id } })
  const against = contradicted(known, stated)
  if (against.length > 0) throw new Problem(noneContradicts, { members: { findingIds: against.map(({ id }) => id) } })
  for (const ended of endedBy(known, stated)) await endFinding(tx, ended, 'refuted', 'An allergy was noted', origin)
  const cell = cellOf(staysId)
  const id = newId<'finding'>(cell, tx.clock.now().getTime())
  const first = { version: 1, status: 'active' as const, reason: null }
  return write(tx, { cell, patient_id: staysId, id, ...stated, ...first, ...byOf(tx, origin) }, origin)
}

function endFinding(
  tx: Tx<Tables>,
  before: Finding,
  status: 'refuted' | 'resolved',
  reason: string,
  origin: ByPerson,
): Promise<Finding> {
  return write(tx, { ...before, version: before.version + 1, status, reason, ...byOf(tx, origin) }, origin)
}

interface Ending {
  readonly kind: Finding['kind']
  readonly id: FindingId
  readonly status: 'refuted' | 'resolved'
  readonly reason: string
  readonly ifMatch: string | undefined
  readonly origin: ByPerson
}

/** Says that an entry was wrong, or is over. */
export async function refuteFinding(tx: Tx<Tables>, person: Person, ending: Ending): Promise<Finding> {
  await lockFindings(tx, person.staysId)
  const before = await findFinding(tx, person.patientIds, ending.id)
  if (before?.kind !== ending.kind) throw new Problem(notFound)
  requireVersion(before, ending.ifMatch, findingChangedMeanwhile)
  if (before.status !== 'active') throw new Problem(findingEnded, { members: { status: before.status } })
  return endFinding(tx, before, ending.status, ending.reason, ending.origin)
}
