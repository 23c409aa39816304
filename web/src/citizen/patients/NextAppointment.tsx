// The next appointment of the family as a card: when, who, where, the code of the slip, and what one can do.
import { type ComponentType, lazy, Suspense } from 'react'
import { Link } from 'wouter'
import { addDays, today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { toSlipCode } from '../../slip-code.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import type { Appointment } from './next-appointment.ts'
import { addressOf, type Place, type Places } from './places.ts'
import { wayTo } from './way.ts'

/** Without it the reference is enough. */
const QrCode = lazy<ComponentType<{ text: string; label: string }>>(() =>
  import('../../ui/QrCode.tsx').catch(() => ({ default: () => null })),
)

interface NextAppointmentProps extends Appointment {
  readonly what: string
  readonly places: Places
}

export function NextAppointment({ booking, member, what, places }: NextAppointmentProps) {
  const { t, format } = useText()
  const place = places.of(booking)
  const slip = `/account/bookings/${booking.bookingId}`
  return (
    <section className="next" id="next" tabIndex={-1} aria-labelledby="next-title">
      <div className="next-top">
        <h2 id="next-title">{t('family.next.title')}</h2>
        <Soon date={booking.date} />
      </div>
      <div className="next-body">
        <div>
          <p className="next-when">
            {format.weekdayAndDay(booking.date)}
            <br />
            {format.window(booking.window)}
          </p>
          <p>
            <strong>{member.name}</strong>
            <br />
            {what}
          </p>
        </div>
        <Link href={slip} className="next-code">
          <Suspense fallback={<span className="next-space" />}>
            <QrCode text={toSlipCode(booking)} label={t('bookings.slip.code')} />
          </Suspense>
          <strong>{booking.reference}</strong>
        </Link>
      </div>
      <Where place={place} hasFailed={places.hasFailed} />
      <div className="next-acts">
        {place && (
          <a href={wayTo(place)} target="_blank" rel="noreferrer">
            <Icon name="navigation" sizePx={20} />
            {t('family.next.way')}
          </a>
        )}
        <Link href={slip}>
          <Icon name="ticket" sizePx={20} />
          {t('family.next.slip')} <span className="visually-hidden">{booking.reference}</span>
        </Link>
        <Link href={`${slip}/move`}>
          <Icon name="arrows-exchange" sizePx={20} />
          {t('family.next.change')}
        </Link>
      </div>
    </section>
  )
}

function Soon({ date }: { date: string }) {
  const { t } = useText()
  const word = date === today() ? 'today' : date === addDays(today(), 1) ? 'tomorrow' : undefined
  if (word === undefined) return null
  return (
    <Tag kind="warning">
      <Icon name="clock" />
      {t(`family.next.${word}`)}
    </Tag>
  )
}

/** The place of the appointment. While it loads, the card keeps its room. */
function Where({ place, hasFailed }: { place: Place | undefined; hasFailed: boolean }) {
  const { t } = useText()
  return (
    <div className="next-where">
      <Icon name="map-pin" sizePx={22} />
      <p>
        {place ? (
          <>
            <strong>{place.name}</strong>
            <br />
            {addressOf(place)}
            {place.positionSource === 'pin' && <span className="soft"> {t('family.next.roughly')}</span>}
          </>
        ) : hasFailed ? (
          t('family.next.noPlace')
        ) : (
          t('ui.loading')
        )}
      </p>
    </div>
  )
}

/** Nobody has an appointment: says so calmly, with the next step. */
export function NoAppointment({ href }: { href: string }) {
  const { t } = useText()
  return (
    <section className="next next-none">
      <span className="next-icon">
        <Icon name="calendar-plus" sizePx={32} />
      </span>
      <h2>{t('family.next.none')}</h2>
      <p>{t('family.next.noneText')}</p>
      <ButtonLink href={href}>{t('family.next.find')}</ButtonLink>
    </section>
  )
}
