// The SQL of reaching patients: their account, or the phone that staff noted.
import type { Static } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import type { Pool } from '../../../platform/postgres/db.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import type { PatientId } from '../contract.ts'
import { reachPatients } from './contract.ts'

export type Reach = Static<(typeof reachPatients)['output']>[number]

/** How to reach these patients. A person who was merged without an account is reached as the record that stays. */
export async function listReach(pool: Pool, ids: readonly PatientId[]): Promise<Reach[]> {
  const found = await readReach(pool, ids)
  const keptIds = found.flatMap(({ accountId, keptId }) => (accountId === null && keptId !== null ? [keptId] : []))
  const kept = new Map((await readReach(pool, keptIds)).map((one) => [one.patientId, one]))
  return found.map((one) => {
    const stays = one.keptId === null ? undefined : kept.get(one.keptId)
    return stays ? { ...one, accountId: stays.accountId, phone: one.phone ?? stays.phone } : one
  })
}

async function readReach(pool: Pool, ids: readonly PatientId[]): Promise<Reach[]> {
  if (ids.length === 0) return []
  const { rows } = await pool.query<Reach>({
    name: 'patients-list-reach',
    text: `select p.id as "patientId", p.account_id as "accountId", m.kept_id as "keptId",
             '+91' || substring(regexp_replace(p.phone, '\\D', '', 'g') from '[6-9][0-9]{9}$') as phone
           from (select distinct * from unnest($1::int[], $2::uuid[]) w (cell, id)) wanted
           join patients.patients p on p.cell = wanted.cell and p.id = wanted.id
           left join patients.merges m on m.cell = p.cell and m.gone_id = p.id and m.undone_at is null`,
    values: [ids.map(cellOf), ids],
  })
  return rows
}

export const answerReach = (pool: Pool): CallAnswer =>
  answerTo(reachPatients, ({ patientIds }) => listReach(pool, patientIds))
