// Finds the appointment of a slip that was scanned, or of a reference that was typed.
import { ask } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { readScan } from '../vaccination/bookings/scan.ts'
import type { Appointment } from './day.ts'

/** Its id. Throws the problem `appointment-not-here` when this hospital has no such appointment. */
export async function findSlip(day: readonly Appointment[], text: string): Promise<string> {
  const scan = readScan(text)
  const known = day.find(({ appointmentId, reference }) =>
    scan?.bookingId === undefined ? reference === scan?.reference : appointmentId === scan.bookingId,
  )
  if (known) return known.appointmentId
  const elsewhere = new ApiProblem(404, { type: '/problems/appointment-not-here' })
  if (scan?.bookingId === undefined) throw elsewhere
  const path = { appointmentId: scan.bookingId }
  const found = await ask('GET /v1/appointments/{appointmentId}', { path }).catch((error: unknown) => {
    throw error instanceof ApiProblem && error.status === 404 ? elsewhere : error
  })
  return found.appointmentId
}
