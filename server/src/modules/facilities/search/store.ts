// The SQL of facilities: look up by id, search by place, words and distance, and store corrections with their history.
import { type Selectable, type SelectQueryBuilder, sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { ChainId, FacilityId, FacilityKind } from '../contract.ts'
import { boxAround, EARTH_RADIUS_KM, type Position } from '../rules.ts'
import type { FacilitiesTables, FacilityRow } from '../tables.ts'

type Tables = FacilitiesTables
export type StoredFacility = Selectable<FacilityRow>
export interface Facility extends StoredFacility {
  readonly district: string
  readonly stateCode: string
  readonly state: string
  readonly distance_km?: number
}

export interface Search {
  readonly pin?: string | undefined
  readonly cell?: number | undefined
  /** Number of the state; its cells go from 100 times this number to 99 more. */
  readonly stateNumber?: number | undefined
  readonly kind?: FacilityKind | undefined
  readonly chain?: ChainId | undefined
  /** Words in search form (`toSearchText`); a name must hold each, at any place. */
  readonly words?: readonly string[] | undefined
  readonly isActive: boolean
}

const allFacilities = (db: Db<Tables>) => db.selectFrom('facilities.facilities as f').selectAll('f')
type Query = ReturnType<typeof allFacilities>

/** Adds the names of the places. The join stands outside the limited query; inside, it would join every candidate. */
function withPlaces<Columns extends StoredFacility>(db: Db<Tables>, some: SelectQueryBuilder<Tables, never, Columns>) {
  return db
    .selectFrom(some.as('f'))
    .innerJoin('facilities.districts as d', 'd.cell', 'f.cell')
    .innerJoin('facilities.states as s', 's.code', 'd.state_code')
    .selectAll('f')
    .select(['d.name as district', 'd.state_code as stateCode', 's.name as state'])
}

export async function findFacility(db: Db<Tables>, id: FacilityId): Promise<Facility | undefined> {
  return withPlaces(db, allFacilities(db).where('f.cell', '=', cellOf(id)).where('f.id', '=', id)).executeTakeFirst()
}

export async function lockFacility(tx: Tx<Tables>, id: FacilityId): Promise<StoredFacility | undefined> {
  return tx
    .selectFrom('facilities.facilities')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Lists at most 100 active facilities of one PIN that have this name in search form. */
export async function listNamesakes(db: Db<Tables>, cell: number, pin: string, searchName: string) {
  return db
    .selectFrom('facilities.facilities')
    .selectAll()
    .where('cell', '=', cell)
    .where('pin', '=', pin)
    .where('search_name', '=', searchName)
    .where('is_active', '=', true)
    .limit(100)
    .execute()
}

/** Lists facilities in the order of district and name, after a given facility. */
export async function listFacilities(
  db: Db<Tables>,
  search: Search,
  after: StoredFacility | undefined,
  limit: number,
): Promise<Facility[]> {
  let query = narrow(allFacilities(db), search)
  if (after) {
    query = query.where(
      sql<boolean>`(f.cell, f.search_name, f.id) > (${after.cell}, ${after.search_name}, ${after.id})`,
    )
  }
  const found = query.orderBy('f.cell').orderBy('f.search_name').orderBy('f.id').limit(limit)
  return withPlaces(db, found).orderBy('f.cell').orderBy('f.search_name').orderBy('f.id').execute()
}

function narrow(all: Query, { pin, cell, stateNumber, kind, chain, words = [], isActive }: Search): Query {
  let query = all.where('f.is_active', '=', isActive)
  if (cell !== undefined) query = query.where('f.cell', '=', cell)
  if (pin !== undefined) query = query.where('f.pin', '=', pin)
  if (stateNumber !== undefined) {
    query = query.where('f.cell', '>=', stateNumber * 100).where('f.cell', '<', stateNumber * 100 + 100)
  }
  if (kind !== undefined) query = query.where(sql<boolean>`f.kinds @> array[${kind}]`)
  if (chain !== undefined) query = query.where('f.chain_id', '=', chain)
  // Search form holds only letters, digits and spaces, so `like` needs no escapes.
  for (const word of words) query = query.where('f.search_name', 'like', `%${word}%`)
  return query
}

function distanceTo(position: Position) {
  const { latitude, longitude } = position
  return sql<number>`2 * ${EARTH_RADIUS_KM}::float8 * asin(least(1, sqrt(
    power(sin(radians(f.latitude - ${latitude}::float8) / 2), 2)
    + cos(radians(${latitude}::float8)) * cos(radians(f.latitude))
      * power(sin(radians(f.longitude - ${longitude}::float8) / 2), 2))))`
}

export interface Surroundings extends Position {
  readonly radiusKm: number
}

/** Lists facilities within a radius, the nearest first, after a given facility. */
export async function listFacilitiesNear(
  db: Db<Tables>,
  search: Search,
  around: Surroundings,
  after: StoredFacility | undefined,
  limit: number,
): Promise<Facility[]> {
  const { southWest, northEast } = boxAround(around, around.radiusKm)
  const distance = distanceTo(around)
  let query = narrow(allFacilities(db), search)
    .select(distance.as('distance_km'))
    .where(
      sql<boolean>`point(f.longitude, f.latitude) <@ box(
        point(${southWest.longitude}::float8, ${southWest.latitude}::float8),
        point(${northEast.longitude}::float8, ${northEast.latitude}::float8))`,
    )
    .where(distance, '<=', around.radiusKm)
  if (after) {
    query = query.where(sql<boolean>`(${distance}, f.cell, f.id) > (
      (select ${distance} from facilities.facilities f where f.cell = ${after.cell} and f.id = ${after.id}),
      ${after.cell}, ${after.id})`)
  }
  const found = query.orderBy('distance_km').orderBy('f.cell').orderBy('f.id').limit(limit)
  return withPlaces(db, found).orderBy('f.distance_km').orderBy('f.cell').orderBy('f.id').execute()
}

// Most searches end with the first radius. The last radius covers all of India.
const WIDENING_KM = [10, 40, 150, 400, 1_000, 5_000]

/** Lists the nearest facilities, at any distance in India. */
export async function listNearestFacilities(
  db: Db<Tables>,
  search: Search,
  centre: Position,
  limit: number,
): Promise<Facility[]> {
  let nearest: Facility[] = []
  for (const radiusKm of WIDENING_KM) {
    nearest = await listFacilitiesNear(db, search, { ...centre, radiusKm }, undefined, limit)
    if (nearest.length >= limit) break
  }
  return nearest
}

export async function insertFacility(tx: Tx<Tables>, facility: StoredFacility): Promise<void> {
  await tx.insertInto('facilities.facilities').values(facility).execute()
}

/** Writes a new version of a locked facility and keeps the old version. */
export async function replaceFacility(
  tx: Tx<Tables>,
  before: StoredFacility,
  after: StoredFacility,
  replacedBy: string,
): Promise<void> {
  const { id, search_name, source, source_row, created_at, updated_at, ...version } = before
  await tx
    .insertInto('facilities.facility_versions')
    .values({ ...version, facility_id: id, replaced_at: after.updated_at, replaced_by: replacedBy })
    .execute()
  const { cell, id: _id, created_at: _createdAt, ...changed } = after
  await tx.updateTable('facilities.facilities').set(changed).where('cell', '=', cell).where('id', '=', id).execute()
}
