// Decides by what somebody reads a document: as the family, as who brought it, by a grant, by care, or to dispense.
import type { DocumentKind } from '../contract.ts'
import type { LiveGrant, Owned, Person } from './owners.ts'

/** Who treats the patient reads these kinds. The others are between the patient and the hospital. */
const KINDS_OF_CARE: ReadonlySet<DocumentKind> = new Set([
  ...(['prescription', 'lab-report', 'imaging', 'history', 'discharge'] as const),
])

export interface Reader {
  readonly accountId: string
  readonly facilityId: string | undefined
  /** The person treats patients at the facility. */
  readonly treats: boolean
  /** The person dispenses at the facility, and reads prescriptions of who is there. */
  readonly dispenses: boolean
  readonly doctorId: string | undefined
}

export type Right = 'family' | 'uploader' | 'grant' | 'care' | 'dispensing' | 'none'

export interface Facts {
  readonly owned: Pick<Owned, 'id' | 'kind' | 'uploaded_by' | 'facility_id'>
  readonly person: Pick<Person, 'accountIds'>
  readonly grants: readonly LiveGrant[]
  readonly nowMs: number
}

/**
 * `care`: visits must still say whether the reader treats this patient. `dispensing`: the patient must be at the
 * facility, or have been there a short time ago.
 */
export function decideReading(reader: Reader, { owned, person, grants, nowMs }: Facts): Right {
  if (person.accountIds.includes(reader.accountId)) return 'family'
  const isHere = owned.facility_id !== null && owned.facility_id === reader.facilityId
  if (isHere && owned.uploaded_by === reader.accountId) return 'uploader'
  if (grants.some((grant) => nowMs < grant.untilMs && covers(grant, owned) && isFor(grant, reader))) return 'grant'
  if (reader.treats && KINDS_OF_CARE.has(owned.kind)) return 'care'
  return reader.dispenses && owned.kind === 'prescription' ? 'dispensing' : 'none'
}

const covers = ({ document_id, kinds }: LiveGrant, { id, kind }: Facts['owned']): boolean =>
  document_id === id || (kinds?.includes(kind) ?? false)

function isFor({ to_kind, to_id }: LiveGrant, { accountId, facilityId, treats, doctorId }: Reader): boolean {
  if (to_kind === 'account') return to_id === accountId
  if (to_kind === 'practitioner') return to_id === doctorId
  return treats && to_id === facilityId
}
