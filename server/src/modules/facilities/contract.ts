// The parts of facilities that other modules may use: ids, kinds, events, calls that locate and find, and problems.
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
export const FacilityKind = oneOf(FACILITY_KINDS, { description: 'A facility may have several kinds.' })
export type FacilityKind = Static<typeof FacilityKind>

export const FacilityKinds = Type.Array(FacilityKind, { minItems: 1, maxItems: 4, uniqueItems: true })
export const FacilityName = nameText(200, { description: 'Name of the facility, as on its board.' })
export const Latitude = Type.Number({ minimum: 6, maximum: 38, description: 'Degrees north (WGS 84), within India.' })
export const Longitude = Type.Number({ minimum: 68, maximum: 98, description: 'Degrees east (WGS 84), within India.' })
export const StateCode = Type.String({ pattern: '^[A-Z]{2}$', description: 'Code of a state, as in ISO 3166-2:IN.' })

/** A group of facilities with one owner: a company, a trust, or a department of a government. */
export const ChainFacts = object({
  chainId: ChainId,
  name: Type.String(),
  legalName: Type.String({ description: 'Name as on its invoices.' }),
  isGovernment: Type.Boolean(),
  version: Type.Integer({ minimum: 1, description: 'Grows by one with each change: an older event never wins.' }),
})
export type ChainFacts = Static<typeof ChainFacts>

export const DEPARTMENT_KINDS = ['opd', 'lab', 'pharmacy', 'store', 'cash', 'ward'] as const
export const DepartmentCode = Type.String({
  pattern: '^[A-Z0-9]([A-Z0-9-]{0,18}[A-Z0-9])?$',
  description: 'Short name within the facility, for example OPD-1. It never changes.',
})

/** The facts about a facility that other modules may copy. */
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

/** A facility is new: an official registered it, or an import added it. */
export const facilityRegistered = defineEvent('facilities.facility-registered.v1', 'facilityId', FacilityFacts)

/** A facility has changed; `isActive: false` means that it has closed. */
export const facilityChanged = defineEvent('facilities.facility-changed.v1', 'facilityId', FacilityFacts)

/** A chain is new or has changed. */
export const chainChanged = defineEvent('facilities.chain-changed.v1', 'chainId', ChainFacts)

/** Gives the district of a PIN code; null when the directory does not have the PIN. */
export const locatePin = defineCall('facilities.locate-pin', {
  input: object({ pin: Pin }),
  output: Type.Union([object({ cell: CellNumber }), Type.Null()]),
  timeoutMs: 2_000,
})

/** Gives a facility, open or closed; null when no facility has this id. */
export const findFacility = defineCall('facilities.find-facility', {
  input: object({ facilityId: FacilityId }),
  output: Type.Union([FacilityFacts, Type.Null()]),
  timeoutMs: 2_000,
})

/** Gives a chain; null when no chain has this id. */
export const findChain = defineCall('facilities.find-chain', {
  input: object({ chainId: ChainId }),
  output: Type.Union([ChainFacts, Type.Null()]),
  timeoutMs: 2_000,
})

/** Gives the facilities of a chain. */
export const listFacilitiesOfChain = defineCall('facilities.list-facilities-of-chain', {
  input: object({ chainId: ChainId }),
  output: object({ facilityIds: Type.Array(FacilityId) }),
  timeoutMs: 2_000,
})

/** Gives the name and the state of a district; null when no district has this number. */
export const findDistrict = defineCall('facilities.find-district', {
  input: object({ cell: CellNumber }),
  output: Type.Union([object({ name: Type.String(), stateCode: StateCode }), Type.Null()]),
  timeoutMs: 2_000,
})

export const facilityInOtherDistrict = defineProblem(
  'facility-in-other-district',
  409,
  'This PIN code does not lie in the district of the facility',
  'A facility keeps its district. Register a new facility there, and close this one with `isActive: false`.',
)
export const facilityExists = defineProblem(
  'facility-exists',
  409,
  'A facility with this name, PIN code and address is registered already',
  'Use the facility of `facilityId`. If yours is another facility, give it a different name or address.',
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
  'A chain with this legal name is registered already',
  'Use the chain of `chainId`. If yours is another chain, give its full legal name.',
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
  'The facility already has a department with this code',
  'Change that department, or choose another code. A closed department keeps its code.',
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
