// Finds what a scan at the pharmacy means: a prescription of the list, one that is prepared, or one of elsewhere.
import { ask } from '../../../api/client.ts'
import { ApiProblem } from '../../../api/problem.ts'
import { readScan } from '../../vaccination/bookings/scan.ts'
import type { Open, UnderWay } from './work-columns.tsx'

export type Scanned =
  | { readonly href: string }
  /** A prescription that this facility has not seen yet. */
  | { readonly reference: string }
  /** Words for the filter, such as the name of whose slip it is. */
  | { readonly words: string }

const OF_PRESCRIPTION = 'RX-'

interface Lists {
  readonly open: readonly Open[]
  readonly underWay: readonly UnderWay[]
}

export async function findScanned({ open, underWay }: Lists, text: string): Promise<Scanned> {
  const scan = readScan(text)
  if (!scan) return { words: text.trim() }
  const { reference, bookingId } = scan
  if (!reference.startsWith(OF_PRESCRIPTION)) return { words: await nameOfSlip(bookingId, reference) }
  const known = open.find((one) => one.reference === reference)
  if (known) return { href: `/staff/dispensing/${known.prescriptionId}` }
  // The code of a print also has the id, and what is prepared names its prescription.
  const given = underWay.find(({ prescriptionId }) => prescriptionId !== undefined && prescriptionId === bookingId)
  return given ? { href: `/staff/dispenses/${given.dispenseId}` } : { reference }
}

/** Whose slip it is; the reference when this person may not know. */
async function nameOfSlip(appointmentId: string | undefined, reference: string): Promise<string> {
  if (appointmentId === undefined) return reference
  try {
    const found = await ask('GET /v1/appointments/{appointmentId}', { path: { appointmentId } })
    return found.patient?.name ?? reference
  } catch (error) {
    if (error instanceof ApiProblem && error.status < 500) return reference
    throw error
  }
}
