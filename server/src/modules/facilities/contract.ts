// What others may know of facilities: ids, kinds, the events about them, the calls that locate and find, and problems.
import {
  CellNumber,
  defineCall,
  defineEvent,
  defineProblem,
  id,
  nameText,
  object,
  oneOf,
  Pin,
  type Static,
  Type,
} from '../../platform/contract.ts'

export const FacilityId = id('facility')
export type FacilityId = Static<typeof FacilityId>

export const ChainId = id('chain')
export type ChainId = Static<typeof ChainId>

export const FACILITY_KINDS = ['hospital', 'lab', 'pharmacy', 'vaccination-centre'] as const
export const FacilityKind = oneOf(FACILITY_KINDS, { description: 'What a facility does; it may do several things.' })
export type FacilityKind = Static<typeof FacilityKind>

export const FacilityKinds = Type.Array(FacilityKind, { minItems: 1, maxItems: 4, uniqueItems: true })
export const FacilityName = nameText(200, { description: 'Name of the facility, as on its board.' })
export const Latitude = Type.Number({ minimum: 6, maximum: 38, description: 'Degrees north (WGS 84), within India.' })
export const Longitude = Type.Number({ minimum: 68, maximum: 98, description: 'Degrees east (WGS 84), within India.' })
export const StateCode = Type.String({ pattern: '^[A-Z]{2}$', description: 'Code of a state, as in ISO 3166-2:IN.' })

/** Facilities under one roof: a company, a trust, or a department of a government. */
export const ChainFacts = object({
  chainId: ChainId,
  name: Type.String(),
  legalName: Type.String({ description: 'As on its invoices.' }),
  isGovernment: Type.Boolean(),
  version: Type.Integer({ minimum: 1, description: 'Grows by one with each change: an older event never wins.' }),
})
export type ChainFacts = Static<typeof ChainFacts>

export const DEPARTMENT_KINDS = ['opd', 'lab', 'pharmacy', 'store', 'cash', 'ward'] as const
export const DepartmentCode = Type.String({
  pattern: '^[A-Z0-9]([A-Z0-9-]{0,18}[A-Z0-9])?$',
  description: 'Short name within the facility, for ever: OPD-1.',
})

/** What other modules may keep of a facility in a copy of their own. */
export const FacilityFacts = object({
  facilityId: FacilityId,
  cell: CellNumber,
  kinds: FacilityKinds,
  name: Type.String(),
  address: Type.String(),
  pin: Pin,
  district: Type.String({ description: 'Name of the district; its number is the cell.' }),
  state: Type.String(),
  stateCode: StateCode,
  latitude: Latitude,
  longitude: Longitude,
  isActive: Type.Boolean(),
  chainId: Type.Optional(ChainId),
  version: Type.Integer({ minimum: 1, description: 'Grows by one with each change: an older event never wins.' }),
})
export type FacilityFacts = Static<typeof FacilityFacts>

/** A facility is known from now on: an official registered it, or a directory was imported. */
export const facilityRegistered = defineEvent('facilities.facility-registered.v1', 'facilityId', FacilityFacts)

/** Something about a facility is different from now on; closing is `isActive: false`. */
export const facilityChanged = defineEvent('facilities.facility-changed.v1', 'facilityId', FacilityFacts)

/** A chain was registered, or something about it is different from now on. */
export const chainChanged = defineEvent('facilities.chain-changed.v1', 'chainId', ChainFacts)

/** The district that a PIN code lies in; null where the directory does not know the PIN. */
export const locatePin = defineCall('facilities.locate-pin', {
  input: object({ pin: Pin }),
  output: Type.Union([object({ cell: CellNumber }), Type.Null()]),
  timeoutMs: 2_000,
})

/** A facility, open or closed; null where there is none with this id. */
export const findFacility = defineCall('facilities.find-facility', {
  input: object({ facilityId: FacilityId }),
  output: Type.Union([FacilityFacts, Type.Null()]),
  timeoutMs: 2_000,
})

/** A chain; null where there is none with this id. */
export const findChain = defineCall('facilities.find-chain', {
  input: object({ chainId: ChainId }),
  output: Type.Union([ChainFacts, Type.Null()]),
  timeoutMs: 2_000,
})

/** The names of a district; null where no district has this number. */
export const findDistrict = defineCall('facilities.find-district', {
  input: object({ cell: CellNumber }),
  output: Type.Union([object({ name: Type.String(), stateCode: StateCode }), Type.Null()]),
  timeoutMs: 2_000,
})

export const facilityInOtherDistrict = defineProblem(
  'facility-in-other-district',
  409,
  'This PIN code lies in another district than the facility',
  'A facility keeps its district. Register it anew there, and close this one with `isActive: false`.',
)
export const facilityExists = defineProblem(
  'facility-exists',
  409,
  'A facility of this name, PIN code and address is registered already',
  'Use the facility named by `facilityId`. If it is another one, tell them apart by name or address.',
)
export const facilityChangedMeanwhile = defineProblem(
  'facility-changed-meanwhile',
  412,
  'Somebody else has changed this facility since you read it',
  'Read it again, look at what is different, and repeat your change with `If-Match` and the newer ETag.',
)
export const chainExists = defineProblem(
  'chain-exists',
  409,
  'A chain of this legal name is registered already',
  'Use the chain named by `chainId`. If it is another one, give the legal name in full.',
)
export const chainChangedMeanwhile = defineProblem(
  'chain-changed-meanwhile',
  412,
  'Somebody else has changed this chain since you read it',
  'Read it again, look at what is different, and repeat your change with `If-Match` and the newer ETag.',
)
export const departmentExists = defineProblem(
  'department-exists',
  409,
  'The facility has a department of this code already',
  'Change that department, or take another code. A department that is closed keeps its code.',
)
export const departmentChangedMeanwhile = defineProblem(
  'department-changed-meanwhile',
  412,
  'Somebody else has changed this department since you read it',
  'Read it again, look at what is different, and repeat your change with `If-Match` and the newer ETag.',
)
export const facilitiesProblems = [
  facilityInOtherDistrict,
  facilityExists,
  facilityChangedMeanwhile,
  chainExists,
  chainChangedMeanwhile,
  departmentExists,
  departmentChangedMeanwhile,
]
