// The SQL of people for comparing: shows who they are, and only the last four characters of phones and numbers.

import { cellOf } from '../../../platform/id.ts'
import type { Pool } from '../../../platform/postgres/db.ts'
import type { PatientId, PersonShown } from '../contract.ts'

interface PersonRow extends Omit<PersonShown, 'birthDate' | 'phoneLast4' | 'registeredAt'> {
  readonly birthDate: string | null
  readonly phoneLast4: string | null
  readonly registeredAt: Date
}

/** Gives the people with these ids; leaves out ids that do not exist. */
export async function listPeople(pool: Pool, ids: readonly PatientId[]): Promise<Map<PatientId, PersonShown>> {
  const { rows } = await pool.query<PersonRow>({
    name: 'patients-list-people',
    text: `select p.id as "patientId", p.name, p.birth_date as "birthDate", p.birth_year as "birthYear", p.gender,
             p.pin, right(p.phone, 4) as "phoneLast4", p.created_at as "registeredAt",
             p.account_id is not null as "hasAccount",
             coalesce((select json_agg(json_build_object('system', i.system, 'last4', i.last4) order by i.stated_at)
               from patients.patient_identifiers i where i.cell = p.cell and i.patient_id = p.id), '[]') as identifiers
           from (select distinct * from unnest($1::int[], $2::uuid[]) w (cell, id)) wanted
           join patients.patients p on p.cell = wanted.cell and p.id = wanted.id`,
    values: [ids.map(cellOf), ids],
  })
  return new Map(
    rows.map(({ birthDate, phoneLast4, registeredAt, ...person }) => [
      person.patientId,
      {
        ...person,
        registeredAt: registeredAt.toISOString(),
        ...(birthDate !== null && { birthDate }),
        ...(phoneLast4 !== null && { phoneLast4 }),
      },
    ]),
  )
}
