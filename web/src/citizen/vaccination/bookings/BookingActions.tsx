// What people do with a booking outside Sehat: print it, put it into a calendar, tell somebody, find the way.
import { useState } from 'react'
import { useText } from '../../../i18n/language.ts'
import { saveFile } from '../../../save-file.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import type { Offer } from '../booking/offer.ts'
import type { BookingFacts } from './booking-facts.ts'
import { entryOf, toCalendar } from './calendar.ts'
import './actions.css'

type Booked = Pick<BookingFacts, 'booking' | 'offer'>

export const placeOf = ({ centre }: Offer): string =>
  [centre.name, centre.address, centre.pin].filter(Boolean).join(', ')

/** On the page of the slip, printing is the main action. */
export function BookingActions({ booking, offer, isMain = false }: Booked & { isMain?: boolean }) {
  const { t } = useText()
  return (
    <div className="actions no-print">
      <Button kind={isMain ? 'main' : 'quiet'} onClick={() => print()}>
        <Icon name="printer" />
        {t('bookings.slip.print')}
      </Button>
      <CalendarButton booking={booking} offer={offer} />
      <ShareButton booking={booking} offer={offer} />
      <WayLink offer={offer} />
    </div>
  )
}

export function CalendarButton({ booking, offer }: Booked) {
  const { t } = useText()
  const { course, dose } = booking
  const what = t('booking.vaccineAndDose', { course, vaccine: offer.vaccineName, dose })
  const save = (): void => {
    const text = toCalendar(
      {
        ...entryOf(booking),
        date: booking.date,
        window: booking.window,
        title: t('bookings.calendar.title', { what }),
        place: placeOf(offer),
        notes: t('bookings.calendar.notes', { reference: booking.reference, token: booking.token }),
      },
      Date.now(),
    )
    saveFile(`${booking.reference}.ics`, new Blob([text], { type: 'text/calendar' }))
  }
  return (
    <Button kind="quiet" onClick={save}>
      <Icon name="calendar-plus" />
      {t(booking.status === 'CANCELLED' ? 'bookings.slip.calendarRemove' : 'bookings.slip.calendar')}
    </Button>
  )
}

/**
 * Tells somebody when and where, as a neighbour who drives there needs it. The text has no name, no reference and no
 * token: a chat keeps it for ever, other people read it, and with name and reference somebody else could ask the
 * centre about the person. Who wants to hand over the slip itself prints it or shows it.
 */
function ShareButton({ booking, offer }: Booked) {
  const { t, format } = useText()
  const [outcome, setOutcome] = useState<'copied' | 'failed'>()
  const text = t('bookings.share.text', {
    day: format.fullDay(booking.date),
    time: format.window(booking.window),
    place: placeOf(offer),
  })
  const share = async (): Promise<void> => {
    if ('share' in navigator) {
      // A person who closes the sheet of the system has decided; nothing went wrong.
      await navigator.share({ title: t('bookings.share.title'), text }).catch(() => undefined)
      return
    }
    await (navigator as Navigator).clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    )
  }
  return (
    <>
      <Button kind="quiet" onClick={() => void share()}>
        <Icon name="share" />
        {t('bookings.share.button')}
      </Button>
      <div role="status" className="shared">
        {outcome !== undefined && (
          <>
            <p>{t(`bookings.share.${outcome}`)}</p>
            <p className="soft">{text}</p>
          </>
        )}
      </div>
    </>
  )
}

function WayLink({ offer }: Pick<Booked, 'offer'>) {
  const { t } = useText()
  const { latitude, longitude, name, positionSource } = offer.centre
  const position = `${latitude},${longitude}`
  return (
    <a className="button button-quiet" href={`geo:${position}?q=${position}(${encodeURIComponent(name)})`}>
      <Icon name="navigation" />
      <span>
        {t('bookings.slip.way')}
        {positionSource === 'pin' && <small className="soft"> {t('bookings.slip.roughly')}</small>}
      </span>
    </a>
  )
}
