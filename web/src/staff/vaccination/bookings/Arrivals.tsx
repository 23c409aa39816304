// Records arrivals in the list of a day. Each booking has its own outcome, even when arrivals follow quickly.
import { useState } from 'react'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { say } from '../../shell/Said.tsx'
import type { Booking } from './day.ts'

/** A request that is on its way, or that failed. */
interface Asked {
  readonly booking: Booking
  readonly hasCome: boolean
  readonly outcome: 'sent' | { readonly error: unknown }
}

interface Arrivals {
  /** The latest is the last. */
  readonly asked: readonly Asked[]
  readonly arrive: (booking: Booking) => void
  readonly undo: (booking: Booking) => void
  readonly again: (asked: Asked) => void
  /** Removes a failure that somebody has read. */
  readonly forget: (asked: Asked) => void
}

const nameOf = ({ patient, reference }: Booking): string => patient?.name ?? reference

export function useArrivals(): Arrivals {
  const { t, format } = useText()
  const [asked, setAsked] = useState<readonly Asked[]>([])
  const arrival = useSend('POST /v1/vaccination/bookings/{bookingId}/arrival')
  const cancellation = useSend('POST /v1/vaccination/bookings/{bookingId}/arrival/cancellation')
  const tell = (booking: Booking, hasCome: boolean): void => {
    const name = nameOf(booking)
    const token = t('staff.centre.today.tokenOf', { token: booking.token })
    const detail = `${token}, ${format.time(new Date().toISOString())}`
    if (hasCome) say({ text: t('staff.centre.today.hasArrived', { name }), detail, undo: () => run(booking, false) })
    else say({ text: t('staff.centre.today.undone', { name }), detail })
  }
  const run = async (booking: Booking, hasCome: boolean): Promise<void> => {
    const { bookingId } = booking
    const isSame = (one: Asked): boolean => one.booking.bookingId === bookingId && one.hasCome === hasCome
    if (asked.find(isSame)?.outcome === 'sent') return
    setAsked((known) => [
      ...known.filter((one) => one.booking.bookingId !== bookingId),
      { booking, hasCome, outcome: 'sent' },
    ])
    try {
      await (hasCome ? arrival : cancellation).mutateAsync({ path: { bookingId } })
      setAsked((known) => known.filter((one) => !isSame(one)))
      tell(booking, hasCome)
    } catch (error) {
      setAsked((known) => known.map((one) => (isSame(one) ? { ...one, outcome: { error } } : one)))
    }
  }
  return {
    asked,
    arrive: (booking) => void run(booking, true),
    undo: (booking) => void run(booking, false),
    again: ({ booking, hasCome }) => void run(booking, hasCome),
    forget: (gone) => setAsked((known) => known.filter((one) => one !== gone)),
  }
}

/** Shows each failure until it is tried again or removed. */
export function ArrivalFailures({ arrivals: { asked, again, forget } }: { arrivals: Arrivals }) {
  const { t } = useText()
  return asked.map(
    (one) =>
      typeof one.outcome === 'object' && (
        <Failure key={one.booking.bookingId} error={one.outcome.error} takesFocus>
          <p>
            <strong>{nameOf(one.booking)}</strong>
          </p>
          <div className="day-moves">
            <Button kind="quiet" onClick={() => again(one)}>
              {t('ui.tryAgain')}
            </Button>
            <Button kind="quiet" onClick={() => forget(one)}>
              {t('staff.shell.close')}
            </Button>
          </div>
        </Failure>
      ),
  )
}
