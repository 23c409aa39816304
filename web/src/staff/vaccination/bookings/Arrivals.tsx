// Records arrivals in the list of a day. Each booking has its own outcome, even when arrivals follow quickly.
import { useState } from 'react'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import type { Booking } from './day.ts'

/** The last request for a booking. */
interface Asked {
  readonly booking: Booking
  readonly hasCome: boolean
  readonly outcome: 'sent' | 'done' | { readonly error: unknown }
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

export function useArrivals(): Arrivals {
  const [asked, setAsked] = useState<readonly Asked[]>([])
  const arrival = useSend('POST /v1/vaccination/bookings/{bookingId}/arrival')
  const cancellation = useSend('POST /v1/vaccination/bookings/{bookingId}/arrival/cancellation')
  const run = async (booking: Booking, hasCome: boolean): Promise<void> => {
    const { bookingId } = booking
    const isSame = (one: Asked): boolean => one.booking.bookingId === bookingId && one.hasCome === hasCome
    if (asked.find(isSame)?.outcome === 'sent') return
    setAsked((known) => [
      ...known.filter((one) => one.booking.bookingId !== bookingId && one.outcome !== 'done'),
      { booking, hasCome, outcome: 'sent' },
    ])
    const note = (outcome: Asked['outcome']): void => {
      setAsked((known) => known.map((one) => (isSame(one) ? { ...one, outcome } : one)))
    }
    try {
      await (hasCome ? arrival : cancellation).mutateAsync({ path: { bookingId } })
      note('done')
    } catch (error) {
      note({ error })
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

/** Shows what was recorded last with a button to undo it, and each failure until it is tried again or removed. */
export function ArrivalOutcomes({ arrivals: { asked, undo, again, forget } }: { arrivals: Arrivals }) {
  const { t } = useText()
  const latest = asked.findLast(({ outcome }) => typeof outcome === 'string')
  return (
    <>
      <p role="status" className="day-status no-print">
        {latest?.outcome === 'sent' && t('ui.sending')}
        {latest?.outcome === 'done' && (
          <>
            {t(latest.hasCome ? 'staff.centre.today.hasArrived' : 'staff.centre.today.undone', {
              name: nameOf(latest),
            })}{' '}
            {latest.hasCome && (
              <button type="button" className="day-undo" onClick={() => undo(latest.booking)}>
                {t('staff.centre.action.undo')}
              </button>
            )}
          </>
        )}
      </p>
      {asked.map(
        (one) =>
          typeof one.outcome === 'object' && (
            <Failure key={one.booking.bookingId} error={one.outcome.error} takesFocus>
              <p>
                <strong>{nameOf(one)}</strong>
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
      )}
    </>
  )
}

const nameOf = ({ booking: { patient, reference } }: Asked): string => patient?.name ?? reference
