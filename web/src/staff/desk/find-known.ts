// Finds who stands at the desk: by a slip of any day, or by letters of the name and the phone.
import { ask } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { findNumber, findSlip } from '../appointments/find-slip.ts'
import { readScan } from '../vaccination/bookings/scan.ts'
import { readWanted } from './wanted.ts'

export interface Known {
  readonly patientId: string
  readonly name: string
  readonly birthYear?: number
  readonly gender?: 'female' | 'male' | 'other' | 'unknown'
  readonly pin?: string
}

/** Undefined when the text is neither a slip nor letters with a phone. */
export async function findKnown(facility: string, text: string): Promise<readonly Known[] | undefined> {
  const wanted = readWanted(text)
  if (wanted) return (await ask('POST /v1/patients/desk-search', { body: wanted })).items
  if (readScan(text) === undefined) return undefined
  const appointmentId = await findSlip(facility, [], text).catch((error: unknown) => {
    if (error instanceof ApiProblem && error.status === 404) return undefined
    throw error
  })
  const found =
    appointmentId === undefined
      ? await findNumber(text)
      : await ask('GET /v1/appointments/{appointmentId}', { path: { appointmentId } })
  return found?.patient ? [{ patientId: found.patientId, ...found.patient }] : []
}
