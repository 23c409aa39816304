// Row types of the tables of facilities: the generated types, with the types that only this module knows.
import type { JSONColumnType, Selectable } from 'kysely'
import type { Context } from '../../platform/module.ts'
import type { Refined, WrittenOnce } from '../../platform/postgres/rows.ts'
import type { ChainId, FacilityId, FacilityKind } from './contract.ts'
import type { Rows } from './rows.ts'

/** A post office. `HO`: head, `PO`: post, `BO`: branch office; `cell`: its district, null if the source has none. */
export type PostOffice = [name: string, kind: 'HO' | 'PO' | 'BO', isDelivering: boolean, cell: number | null]

export type FacilitiesTables = Refined<
  Rows,
  {
    'facilities.post_offices': { offices: JSONColumnType<PostOffice[]> }
    'facilities.facilities': {
      id: FacilityId
      kinds: FacilityKind[]
      chain_id: ChainId | null
      created_at: WrittenOnce<Date>
    }
    'facilities.facility_versions': {
      facility_id: FacilityId
      kinds: FacilityKind[]
      chain_id: ChainId | null
      position_source: Rows['facilities.facilities']['position_source']
    }
    'facilities.chains': { id: ChainId; created_at: WrittenOnce<Date> }
    'facilities.departments': { facility_id: FacilityId }
  }
>

export type Chain = Selectable<FacilitiesTables['facilities.chains']>
export type Department = Selectable<FacilitiesTables['facilities.departments']>

export type FacilityRow = FacilitiesTables['facilities.facilities']
export type FacilitiesContext = Context<FacilitiesTables>
