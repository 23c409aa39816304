// Row types of the tables of facilities.
import type { ColumnType, JSONColumnType, Selectable } from 'kysely'
import type { Context } from '../../platform/module.ts'
import type { ChainId, DEPARTMENT_KINDS, FacilityId, FacilityKind } from './contract.ts'

interface StateRow {
  code: string
  number: number
  name: string
  aliases: string[]
}

interface DistrictRow {
  cell: number
  state_code: string
  name: string
  aliases: string[]
}

interface PinRow {
  pin: string
  cell: number
  latitude: number
  longitude: number
  position_source: 'offices' | 'district'
  main_office: string
}

/** Name, kind, whether it delivers, and the number of its district where the source says it. */
export type PostOffice = [name: string, kind: 'HO' | 'PO' | 'BO', isDelivering: boolean, cell: number | null]

interface PostOfficesRow {
  pin: string
  offices: JSONColumnType<PostOffice[]>
}

interface ImportRow {
  file: string
  fingerprint: string
  imported_at: Date
}

interface FacilityFields {
  cell: number
  kinds: FacilityKind[]
  name: string
  address: string
  pin: string
  latitude: number
  longitude: number
  position_source: 'given' | 'pin'
  is_active: boolean
  chain_id: ChainId | null
  version: number
}

export interface FacilityRow extends FacilityFields {
  id: FacilityId
  search_name: string
  source: string
  source_row: string | null
  created_at: ColumnType<Date, Date, never>
  updated_at: Date
}

interface FacilityVersionRow extends FacilityFields {
  facility_id: FacilityId
  replaced_at: Date
  replaced_by: string
}

interface ChainRow {
  id: ChainId
  name: string
  legal_name: string
  search_name: string
  is_government: boolean
  version: number
  created_at: ColumnType<Date, Date, never>
  updated_at: Date
}

interface DepartmentRow {
  cell: number
  facility_id: FacilityId
  code: string
  name: string
  kind: (typeof DEPARTMENT_KINDS)[number]
  is_active: boolean
  version: number
}

export type Chain = Selectable<ChainRow>
export type Department = Selectable<DepartmentRow>

export interface FacilitiesTables {
  'facilities.states': StateRow
  'facilities.districts': DistrictRow
  'facilities.pins': PinRow
  'facilities.post_offices': PostOfficesRow
  'facilities.imports': ImportRow
  'facilities.facilities': FacilityRow
  'facilities.facility_versions': FacilityVersionRow
  'facilities.chains': ChainRow
  'facilities.departments': DepartmentRow
}

export type FacilitiesContext = Context<FacilitiesTables>
