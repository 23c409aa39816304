// What others may know of facilities: their ids, and the calls that locate a PIN code and find a facility.
import { CellNumber, defineCall, id, object, Pin, type Static, Type } from '../../platform/contract.ts'

export const FacilityId = id('facility')
export type FacilityId = Static<typeof FacilityId>

/** The district that a PIN code lies in; null where the directory does not know the PIN. */
export const locatePin = defineCall('facilities.locate-pin', {
  input: object({ pin: Pin }),
  output: Type.Union([object({ cell: CellNumber }), Type.Null()]),
  timeoutMs: 2_000,
})

/** A facility with its district; null where there is none with this id. */
export const findFacility = defineCall('facilities.find-facility', {
  input: object({ facilityId: FacilityId }),
  output: Type.Union([object({ facilityId: FacilityId, cell: CellNumber, name: Type.String() }), Type.Null()]),
  timeoutMs: 2_000,
})
