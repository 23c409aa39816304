// The steps of a booking beside what is being booked, so that nobody has to remember it.
import type { ReactNode } from 'react'
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'
import type { Offer } from './offer.ts'
import './booking.css'

interface BookingFrameProps {
  readonly offer: Offer | undefined
  readonly window?: string | undefined
  readonly children: ReactNode
}

export function BookingFrame({ offer, window, children }: BookingFrameProps) {
  return (
    <div className="booking">
      {offer && <Chosen offer={offer} window={window} />}
      <div className="booking-step">{children}</div>
    </div>
  )
}

function Chosen({ offer: { session, centre, vaccineName }, window }: { offer: Offer; window: string | undefined }) {
  const { t, format } = useText()
  const { course, dose, date, fee } = session
  return (
    <aside className="card booking-chosen" aria-label={t('booking.chosen')}>
      <p className="booking-day">
        {format.weekdayAndDay(date)}
        {window !== undefined && <span>{format.window(window)}</span>}
      </p>
      <p>
        <Icon name="vaccine" sizePx={20} />
        {t('booking.vaccineAndDose', { course, vaccine: vaccineName, dose })}
      </p>
      <p>
        <Icon name="map-pin" sizePx={20} />
        {centre.name}
      </p>
      <strong className={fee === 0 ? 'tag tag-good' : 'tag'}>
        {fee === 0 ? t('booking.freePrice') : format.money(fee)}
      </strong>
    </aside>
  )
}
