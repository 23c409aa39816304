// The SQL of the public search for doctors.
import { sql } from 'kysely'
import type { Db } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { Doctor, DoctorsTables } from '../tables.ts'

export interface Search {
  readonly speciality?: string | undefined
  readonly language?: string | undefined
  readonly gender?: Doctor['gender'] | undefined
  readonly facilityId?: FacilityId | undefined
  /** The district of the hospitals. */
  readonly cell?: number | undefined
  /** Words in search form; a name must hold each, at any place. */
  readonly words: readonly string[]
}

/** Lists verified doctors who see patients at an open hospital, in the order of their names, after a given doctor. */
export async function listPublic(
  db: Db<DoctorsTables>,
  search: Search,
  after: Doctor | undefined,
  limit: number,
): Promise<Doctor[]> {
  const { speciality, language, gender, facilityId, cell, words } = search
  let query = db
    .selectFrom('doctors.doctors as d')
    .selectAll('d')
    .where('d.status', '=', 'verified')
    .where(({ exists, selectFrom }) => {
      let practices = selectFrom('doctors.practices as p')
        .innerJoin('doctors.hospitals as h', (join) =>
          join.onRef('h.cell', '=', 'p.facility_cell').onRef('h.id', '=', 'p.facility_id'),
        )
        .select('p.doctor_id')
        .whereRef('p.cell', '=', 'd.cell')
        .whereRef('p.doctor_id', '=', 'd.id')
        .where('p.status', '=', 'active')
        .where('p.is_public', '=', true)
        .where('h.is_open', '=', true)
      if (cell !== undefined) practices = practices.where('p.facility_cell', '=', cell)
      if (facilityId !== undefined) practices = practices.where('p.facility_id', '=', facilityId)
      return exists(practices)
    })
  if (speciality !== undefined) query = query.where(sql<boolean>`d.specialities @> array[${speciality}]`)
  if (language !== undefined) query = query.where(sql<boolean>`d.languages @> array[${language}]`)
  if (gender !== undefined) query = query.where('d.gender', '=', gender)
  // Search form holds only letters, digits and spaces, so `like` needs no escapes.
  for (const word of words) query = query.where('d.search_name', 'like', `%${word}%`)
  if (after) query = query.where(sql<boolean>`(d.search_name, d.id) > (${after.search_name}, ${after.id}::uuid)`)
  return query.orderBy('d.search_name').orderBy('d.id').limit(limit).execute()
}
