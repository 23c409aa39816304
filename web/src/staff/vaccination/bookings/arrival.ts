// Records that somebody has come, or takes that back, and says so. It can be undone from the word.
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { say } from '../../shell/Said.tsx'

export interface Comer {
  readonly bookingId: string
  readonly token: number
  readonly name: string
}

/** `undo` is what Undo of the word does, if it is more than to take the arrival back. A failure is thrown. */
export type RecordArrival = (comer: Comer, hasCome: boolean, undo?: () => unknown) => Promise<void>

export function useArrival(): RecordArrival {
  const { t, format } = useText()
  const arrival = useSend('POST /v1/vaccination/bookings/{bookingId}/arrival')
  const cancellation = useSend('POST /v1/vaccination/bookings/{bookingId}/arrival/cancellation')
  const record: RecordArrival = async (comer, hasCome, undo = () => record(comer, false)) => {
    const { bookingId, token, name } = comer
    await (hasCome ? arrival : cancellation).mutateAsync({ path: { bookingId } })
    const words = hasCome ? ('hasArrived' as const) : ('undone' as const)
    say({
      text: t(`staff.centre.today.${words}`, { name }),
      detail: `${t('staff.centre.today.tokenOf', { token })}, ${format.time(new Date().toISOString())}`,
      ...(hasCome && { undo }),
    })
  }
  return record
}
