// Opens what a slip or a reference names: an appointment, or the slip of somebody who walked in.
import { useLocation } from 'wouter'
import type { Appointment } from './day.ts'
import { findNumber, findSlip } from './find-slip.ts'

interface OpeningProps {
  readonly facilityId: string
  readonly all: readonly Appointment[]
  readonly onFound: (appointmentId: string) => void
  readonly onFailed: (error: unknown) => void
}

export function useOpening({ facilityId, all, onFound, onFailed }: OpeningProps): (text: string) => void {
  const [, go] = useLocation()
  return (text) => {
    onFailed(undefined)
    findSlip(facilityId, all, text).then(onFound, async (error: unknown) => {
      const number = await findNumber(text).catch(() => undefined)
      if (number) go(`/staff/slips/${number.tokenId}`)
      else onFailed(error)
    })
  }
}
