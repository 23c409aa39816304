// Opens what was scanned or typed in the laboratory: a tube by its number, an order by its reference, a slip's patient.
import { useLocation } from 'wouter'
import { ask } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { readScan } from '../vaccination/bookings/scan.ts'
import { addressOf, type Order } from './words.tsx'

const ACCESSION = /(?<!\d)\d{6}-?\d{4,6}(?!\d)/

/** The number of a tube, as its label says it. Undefined for any other text. */
export function readAccession(text: string): string | undefined {
  const found = ACCESSION.exec(text.trim())?.[0]
  if (found === undefined) return undefined
  return found.includes('-') ? found : `${found.slice(0, 6)}-${found.slice(6)}`
}

export const isFindable = (text: string): boolean => readAccession(text) !== undefined || readScan(text) !== undefined

interface FindingProps {
  readonly lab: string
  /** The orders on the screen. */
  readonly shown: readonly Order[]
  readonly onPerson: (name: string) => void
  readonly onFailed: (error: unknown) => void
}

export function useFinding({ lab, shown, onPerson, onFailed }: FindingProps): (text: string) => void {
  const [, go] = useLocation()
  const find = async (text: string): Promise<void> => {
    const accession = readAccession(text)
    if (accession !== undefined) {
      const { orderId } = await ask('GET /v1/diagnostics/specimens/{accession}', {
        path: { accession },
        query: { lab },
      })
      return go(addressOf(orderId))
    }
    const scan = readScan(text)
    const order = shown.find(({ reference }) => reference === scan?.reference)
    if (order) return go(addressOf(order.orderId))
    if (scan?.bookingId === undefined) throw new ApiProblem(404, { type: '/problems/not-on-worklist' })
    const slip = await ask('GET /v1/appointments/tokens/{tokenId}', { path: { tokenId: scan.bookingId } })
    const own = shown.filter(({ patientId }) => patientId === slip.patientId)
    if (own.length === 1 && own[0]) return go(addressOf(own[0].orderId))
    if (own.length === 0) throw new ApiProblem(404, { type: '/problems/not-on-worklist' })
    onPerson(slip.patient?.name ?? '')
  }
  return (text) => {
    onFailed(undefined)
    find(text).catch((error: unknown) => {
      const isNotFound = error instanceof ApiProblem && error.status === 404
      onFailed(isNotFound ? new ApiProblem(404, { type: '/problems/not-on-worklist' }) : error)
    })
  }
}
