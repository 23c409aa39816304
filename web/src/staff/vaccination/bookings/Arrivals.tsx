// Records arrivals in the list of a day. Each booking has its own outcome, even when arrivals follow quickly.
import { useState } from 'react'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { useArrival } from './arrival.ts'
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
  const [asked, setAsked] = useState<readonly Asked[]>([])
  const record = useArrival()
  const run = async (booking: Booking, hasCome: boolean): Promise<void> => {
    const { bookingId, token } = booking
    const isSame = (one: Asked): boolean => one.booking.bookingId === bookingId && one.hasCome === hasCome
    if (asked.find(isSame)?.outcome === 'sent') return
    setAsked((known) => [
      ...known.filter((one) => one.booking.bookingId !== bookingId),
      { booking, hasCome, outcome: 'sent' },
    ])
    try {
      await record({ bookingId, token, name: nameOf(booking) }, hasCome, () => run(booking, false))
      setAsked((known) => known.filter((one) => !isSame(one)))
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
