// Finds the appointment of a slip that was scanned, or of a reference that was typed.
import { ask } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { today } from '../../i18n/format.ts'
import { readScan } from '../vaccination/bookings/scan.ts'
import type { Appointment } from './day.ts'

/** Its id. Throws the problem `appointment-not-here` when this hospital has no such appointment. */
export async function findSlip(facility: string, day: readonly Appointment[], text: string): Promise<string> {
  const scan = readScan(text)
  const known = day.find(({ appointmentId, reference }) =>
    scan?.bookingId === undefined ? reference === scan?.reference : appointmentId === scan.bookingId,
  )
  if (known) return known.appointmentId
  const found = scan && (scan.bookingId === undefined ? await byReference(facility, scan.reference) : await byId(scan))
  if (!found) throw new ApiProblem(404, { type: '/problems/appointment-not-here' })
  return found.appointmentId
}

async function byId({ bookingId: appointmentId = '' }: { readonly bookingId?: string }) {
  return ask('GET /v1/appointments/{appointmentId}', { path: { appointmentId } }).catch((error: unknown) => {
    if (error instanceof ApiProblem && error.status === 404) return undefined
    throw error
  })
}

/** The one of today counts first. */
async function byReference(facility: string, reference: string) {
  const { items } = await ask('GET /v1/appointments', { query: { facility, reference } })
  return items.find(({ date }) => date === today()) ?? items[0]
}

/** The number of a slip that a walk-in got. */
export async function findNumber(text: string) {
  const tokenId = readScan(text)?.bookingId
  if (tokenId === undefined) return undefined
  return ask('GET /v1/appointments/tokens/{tokenId}', { path: { tokenId } }).catch((error: unknown) => {
    if (error instanceof ApiProblem && error.status === 404) return undefined
    throw error
  })
}
