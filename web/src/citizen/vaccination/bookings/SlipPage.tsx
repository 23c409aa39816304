// The slip of a booking: large token, reference and code, with links to print it, to find the way and to change it.
import { lazy, Suspense } from 'react'
import { Link } from 'wouter'
import { href } from '../../../address.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { toSlipCode } from '../../../slip-code.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Emblem } from '../../../ui/Emblem.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { SummaryList } from '../../../ui/SummaryList.tsx'
import { isUnrecorded } from '../../patients/family.ts'
import { BookingActions, CalendarButton, placeOf } from './BookingActions.tsx'
import { type BookingFacts, slipHref, useBookingFacts } from './booking-facts.ts'
import { ToBring } from './ToBring.tsx'
import './slip.css'

const QrCode = lazy(() => import('../../../ui/QrCode.tsx'))

export default function SlipPage() {
  const { t } = useText()
  const { facts, error, retry } = useBookingFacts()
  return (
    <Page title={t('bookings.slip.title')} back="/account" isPersonal>
      {error ? (
        <Failure error={error} onRetry={retry} />
      ) : !facts ? (
        <Loading />
      ) : isUnrecorded(facts.booking, today()) ? (
        <>
          <Unrecorded slip={slipHref(facts.booking.bookingId)} />
          <Slip facts={facts} />
        </>
      ) : facts.booking.status === 'BOOKED' ? (
        <>
          <Slip facts={facts} />
          <Actions facts={facts} />
        </>
      ) : (
        <Ended facts={facts} />
      )}
    </Page>
  )
}

function Slip({ facts }: { facts: BookingFacts }) {
  const { t, format } = useText()
  const { booking, member, offer } = facts
  const { centre } = offer
  const about = member && [
    t(`bookings.slip.gender.${member.gender}`),
    t('bookings.slip.born', { year: String(member.birthYear) }),
  ]
  return (
    <article className="slip" aria-label={t('bookings.slip.title')}>
      <header className="slip-head">
        <Emblem sizePx={32} />
        <p>
          <strong>{t('ui.name')}</strong>
          <span>{t('bookings.slip.service')}</span>
        </p>
      </header>
      <div className="slip-place">
        <h2>{centre.name}</h2>
        <p>{[centre.address, centre.pin].filter(Boolean).join(', ')}</p>
      </div>
      <div className="slip-top">
        <div>
          <p className="slip-day">{format.fullDay(booking.date)}</p>
          <p className="slip-day">{format.window(booking.window)}</p>
          <p className="slip-word">{t('booking.booked.token')}</p>
          <p className="slip-token">{format.number(booking.token)}</p>
          <p className="slip-word">{t('booking.booked.reference')}</p>
          <p className="slip-reference">{booking.reference}</p>
        </div>
        <div className="slip-code">
          <Suspense>
            <QrCode text={toSlipCode(booking)} label={t('bookings.slip.code')} />
          </Suspense>
        </div>
      </div>
      <p className="slip-who">
        <strong>{member?.name}</strong>
        <span>{about?.join(', ')}</span>
        <span>{useWhat(facts)}</span>
      </p>
      <ToBring dose={booking.dose} />
    </article>
  )
}

function useWhat({ booking: { course, dose }, offer }: BookingFacts): string {
  const { t } = useText()
  return t('booking.vaccineAndDose', { course, vaccine: offer.vaccineName, dose })
}

function Facts({ facts }: { facts: BookingFacts }) {
  const { t, format } = useText()
  const { booking, offer } = facts
  return (
    <SummaryList
      rows={[
        { label: t('booking.facts.day'), value: format.fullDay(booking.date) },
        { label: t('booking.facts.time'), value: format.window(booking.window) },
        { label: t('booking.facts.where'), value: placeOf(offer) },
        { label: t('booking.facts.what'), value: useWhat(facts) },
      ]}
    />
  )
}

function Actions({ facts: { booking, offer } }: { facts: BookingFacts }) {
  const { t } = useText()
  return (
    <div className="no-print">
      <BookingActions booking={booking} offer={offer} isMain />
      <ul className="plain links">
        <Changes slip={slipHref(booking.bookingId)} move={t('bookings.slip.move')} />
      </ul>
    </div>
  )
}

function Changes({ slip, move }: { slip: string; move: string }) {
  const { t } = useText()
  return (
    <>
      <li>
        <Link href={`${slip}/move`}>{move}</Link>
      </li>
      <li>
        <Link href={`${slip}/cancel`}>{t('bookings.slip.cancel')}</Link>
      </li>
    </>
  )
}

/**
 * The day is past and nothing is recorded. A person who had the dose asks the centre, anybody else moves the booking.
 */
function Unrecorded({ slip }: { slip: string }) {
  const { t } = useText()
  return (
    <div className="no-print">
      <Notice kind="warning" title={t('bookings.unrecorded.title')}>
        <p>{t('bookings.unrecorded.given')}</p>
        <p>{t('bookings.unrecorded.missed')}</p>
      </Notice>
      <ul className="plain links">
        <Changes slip={slip} move={t('bookings.unrecorded.move')} />
      </ul>
    </div>
  )
}

/** A booking that has ended: how it ended, and what the person can do next. */
function Ended({ facts }: { facts: BookingFacts }) {
  const { t } = useText()
  const { booking, offer, member } = facts
  const { vaccine, dose } = booking
  const isGiven = booking.status === 'COMPLETED'
  const moved = booking.rescheduledTo
  const outcome = moved === undefined ? booking.status : 'MOVED'
  const search = href('/centres', { pin: member?.pin ?? offer.centre.pin, vaccine, dose })
  return (
    <>
      <Notice kind={isGiven ? 'good' : 'info'} takesFocus title={t(`bookings.ended.${outcome}`)}>
        {!isGiven && !moved && <p>{t('bookings.ended.free')}</p>}
      </Notice>
      <h2>{member?.name}</h2>
      <Facts facts={facts} />
      <p>
        {t('booking.booked.reference')} <strong>{booking.reference}</strong>
      </p>
      <p>
        {isGiven ? (
          <ButtonLink href="/account/doses">{t('bookings.ended.toRecords')}</ButtonLink>
        ) : moved ? (
          <ButtonLink href={slipHref(moved)}>{t('bookings.ended.toMoved')}</ButtonLink>
        ) : (
          <ButtonLink href={search}>{t('bookings.ended.again')}</ButtonLink>
        )}
      </p>
      {booking.status === 'CANCELLED' && moved === undefined && <CalendarButton booking={booking} offer={offer} />}
    </>
  )
}
