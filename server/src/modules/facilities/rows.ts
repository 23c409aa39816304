// The rows of the schema facilities: written by `npm run schema`, do not edit.

export interface Rows {
  'facilities.chains': {
    id: string
    name: string
    legal_name: string
    search_name: string
    is_government: boolean
    version: number
    created_at: Date
    updated_at: Date
  }
  'facilities.departments': {
    cell: number
    facility_id: string
    code: string
    name: string
    kind: 'opd' | 'lab' | 'pharmacy' | 'store' | 'cash' | 'ward'
    is_active: boolean
    version: number
  }
  'facilities.districts': {
    cell: number
    state_code: string
    name: string
    aliases: string[]
  }
  'facilities.facilities': {
    cell: number
    id: string
    kinds: ('hospital' | 'lab' | 'pharmacy' | 'vaccination-centre')[]
    name: string
    search_name: string
    address: string
    pin: string
    latitude: number
    longitude: number
    position_source: 'given' | 'pin'
    is_active: boolean
    chain_id: string | null
    source: string
    source_row: string | null
    version: number
    created_at: Date
    updated_at: Date
  }
  'facilities.facility_versions': {
    cell: number
    facility_id: string
    version: number
    kinds: string[]
    name: string
    address: string
    pin: string
    latitude: number
    longitude: number
    position_source: string
    is_active: boolean
    chain_id: string | null
    replaced_at: Date
    replaced_by: string
  }
  'facilities.imports': {
    file: string
    fingerprint: string
    imported_at: Date
  }
  'facilities.pins': {
    pin: string
    cell: number
    latitude: number
    longitude: number
    position_source: 'offices' | 'district'
    main_office: string
  }
  'facilities.post_offices': {
    pin: string
    offices: unknown
  }
  'facilities.states': {
    code: string
    number: number
    name: string
    aliases: string[]
  }
}
