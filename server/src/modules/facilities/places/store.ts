// The SQL of places: states, districts and PIN codes.
import type { Db } from '../../../platform/postgres/db.ts'
import type { FacilitiesTables, PostOffice } from '../tables.ts'

type Tables = FacilitiesTables

export interface Place {
  readonly pin: string
  readonly cell: number
  readonly latitude: number
  readonly longitude: number
  readonly position_source: 'offices' | 'district'
  readonly main_office: string
  readonly district: string
  readonly stateCode: string
  readonly state: string
}

export async function findPin(db: Db<Tables>, pin: string): Promise<Place | undefined> {
  return db
    .selectFrom('facilities.pins as p')
    .innerJoin('facilities.districts as d', 'd.cell', 'p.cell')
    .innerJoin('facilities.states as s', 's.code', 'd.state_code')
    .select(['p.pin', 'p.cell', 'p.latitude', 'p.longitude', 'p.position_source', 'p.main_office'])
    .select(['d.name as district', 'd.state_code as stateCode', 's.name as state'])
    .where('p.pin', '=', pin)
    .executeTakeFirst()
}

/** Gives the post offices of a PIN in the order of the directory; none for an unknown PIN. */
export async function listPostOffices(db: Db<Tables>, pin: string): Promise<PostOffice[]> {
  const row = await db.selectFrom('facilities.post_offices').select('offices').where('pin', '=', pin).executeTakeFirst()
  return row?.offices ?? []
}

export async function listDistrictNames(db: Db<Tables>, cells: readonly number[]) {
  if (cells.length === 0) return []
  return db
    .selectFrom('facilities.districts as d')
    .select(['d.cell', 'd.name as district'])
    .where('d.cell', 'in', cells)
    .orderBy('d.name')
    .execute()
}

export async function listStates(db: Db<Tables>) {
  return db.selectFrom('facilities.states').selectAll().orderBy('name').execute()
}

export async function findState(db: Db<Tables>, code: string) {
  return db.selectFrom('facilities.states').selectAll().where('code', '=', code).executeTakeFirst()
}

export async function listDistricts(db: Db<Tables>, stateCode: string) {
  return db
    .selectFrom('facilities.districts')
    .selectAll()
    .where('state_code', '=', stateCode)
    .orderBy('name')
    .orderBy('cell')
    .execute()
}

export async function findDistrict(db: Db<Tables>, cell: number) {
  return db.selectFrom('facilities.districts').selectAll().where('cell', '=', cell).executeTakeFirst()
}
