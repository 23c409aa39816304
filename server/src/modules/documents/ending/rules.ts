// Decides whether somebody who reaches a document may withdraw it now.
import type { DocumentRow } from '../tables.ts'

const DAY_MS = 86_400_000

export interface Withdrawer {
  readonly asFamily: boolean
  /** The power to withdraw what others of the facility have brought. */
  readonly oversees: boolean
}

/** The family withdraws what it brought itself, staff what is a day old at most, who oversees the facility all. */
export const isFree = (
  { origin, stored_at }: Pick<DocumentRow, 'origin' | 'stored_at'>,
  { asFamily, oversees }: Withdrawer,
  now: Date,
): boolean =>
  asFamily ? origin === 'family' : oversees || (stored_at !== null && now.getTime() - stored_at.getTime() < DAY_MS)

export interface Here {
  readonly accountId: string
  readonly facilityId: string | undefined
  readonly oversees: boolean
}

/** Whether staff reach it: they brought it at this facility, or oversee the facility. */
export const isOfStaff = (
  { facility_id, uploaded_by }: Pick<DocumentRow, 'facility_id' | 'uploaded_by'>,
  { accountId, facilityId, oversees }: Here,
): boolean => facility_id !== null && facility_id === facilityId && (oversees || uploaded_by === accountId)
