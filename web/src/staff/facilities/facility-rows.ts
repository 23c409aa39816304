// Checks facilities in the rows of a file, as far as the browser can.
import type { Request } from '../../api/client.ts'
import { postFacilities } from '../../api/limits/post-facilities.ts'
import { fits, type ValueOf } from '../../api/limits.ts'
import { toDecimal, toList, toPin } from '../../entered.ts'
import { type BulkRow, type Checked, fault, faultOfText } from '../importing/checked.ts'
import type { CsvRow } from '../importing/read-csv.ts'

type NewFacility = Request<'POST /v1/facilities'>['body']
type Get = CsvRow['get']

export const FACILITY_COLUMNS = ['name', 'kinds', 'address', 'pin', 'latitude', 'longitude']
const of = postFacilities

export function toFacilityRow({ line, get }: CsvRow): BulkRow<NewFacility> {
  return { line, name: get('name'), checked: checkFacility(get) }
}

function checkFacility(get: Get): Checked<NewFacility> {
  const [name, address, pin] = [get('name'), get('address'), toPin(get('pin'))]
  const kinds = [...new Set(toList(get('kinds').toLowerCase()))]
  const nameFault = faultOfText('name', of.name, name)
  if (nameFault) return nameFault
  if (kinds.length === 0) return fault('kinds', 'missing')
  if (!fits(of.kinds, kinds)) return fault('kinds', 'kinds')
  const addressFault = faultOfText('address', of.address, address)
  if (addressFault) return addressFault
  if (!fits(of.pin, pin)) return fault('pin', 'pin')
  const position = toPosition(get)
  if (position === undefined) return fault('latitude', 'position')
  return { body: { name, kinds: kinds as unknown as ValueOf<typeof of.kinds>, address, pin, ...position } }
}

/** An empty object when both are empty. Undefined when they are not a position in India. */
function toPosition(get: Get): { latitude: number; longitude: number } | Record<never, never> | undefined {
  if (get('latitude') === '' && get('longitude') === '') return {}
  const [latitude, longitude] = [toDecimal(get('latitude')), toDecimal(get('longitude'))]
  if (latitude === undefined || longitude === undefined) return undefined
  return fits(of.latitude, latitude) && fits(of.longitude, longitude) ? { latitude, longitude } : undefined
}
