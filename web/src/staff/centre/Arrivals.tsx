// Arrivals recorded in the list of a day: each booking has its own outcome and key, however quickly they follow.
import { useState } from 'react'
import { ask, leavesUnknown, newKey } from '../../api/client.ts'
import { NoAnswer } from '../../api/problem.ts'
import { queryClient } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import type { Booking } from './day.ts'

/** What was last asked for a booking. */
interface Asked {
  readonly booking: Booking
  readonly hasCome: boolean
  /** Sent again while the outcome is unknown, so that it is not done twice. */
  readonly key: string
  readonly outcome: 'sent' | 'done' | { readonly error: unknown }
}

interface Arrivals {
  /** The latest is the last. */
  readonly asked: readonly Asked[]
  readonly arrive: (booking: Booking) => void
  readonly undo: (booking: Booking) => void
  readonly again: (asked: Asked) => void
  /** Whoever has read a failure takes it away. */
  readonly forget: (asked: Asked) => void
}

export function useArrivals(): Arrivals {
  const [asked, setAsked] = useState<readonly Asked[]>([])
  const run = async (booking: Booking, hasCome: boolean): Promise<void> => {
    const { bookingId } = booking
    const earlier = asked.find((one) => one.booking.bookingId === bookingId && one.hasCome === hasCome)
    if (earlier?.outcome === 'sent') return
    const isUnknown = typeof earlier?.outcome === 'object' && leavesUnknown(earlier.outcome.error)
    const key = isUnknown ? earlier.key : newKey()
    setAsked((known) => [
      ...known.filter((one) => one.booking.bookingId !== bookingId && one.outcome !== 'done'),
      { booking, hasCome, key, outcome: 'sent' },
    ])
    const note = (outcome: Asked['outcome']): void => {
      setAsked((known) => known.map((one) => (one.key === key ? { ...one, outcome } : one)))
    }
    try {
      await send(bookingId, hasCome, key)
      note('done')
    } catch (error) {
      // Whatever an earlier try did is still unknown when this one was not even sent.
      note({ error: error instanceof NoAnswer && isUnknown ? new NoAnswer(true) : error })
    }
    void queryClient.invalidateQueries({ queryKey: ['GET /v1/vaccination/bookings'] })
  }
  return {
    asked,
    arrive: (booking) => void run(booking, true),
    undo: (booking) => void run(booking, false),
    again: ({ booking, hasCome }) => void run(booking, hasCome),
    forget: (gone) => setAsked((known) => known.filter((one) => one !== gone)),
  }
}

function send(bookingId: string, hasCome: boolean, key: string): Promise<unknown> {
  const request = { path: { bookingId }, key }
  return hasCome
    ? ask('POST /v1/vaccination/bookings/{bookingId}/arrival', request)
    : ask('POST /v1/vaccination/bookings/{bookingId}/arrival/cancellation', request)
}

/** What was just recorded, with the way back; and what was not, until it is tried again or has been read. */
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
            <Failure key={one.key} error={one.outcome.error} takesFocus>
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
