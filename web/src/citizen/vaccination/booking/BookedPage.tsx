// The result of a booking: a token and a reference for each person, when and where, and what to bring.
import { Link, Redirect, useParams } from 'wouter'
import { useAnswers } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { SummaryList } from '../../../ui/SummaryList.tsx'
import { type Booking, useMembers } from '../../patients/family.ts'
import { BookingActions, placeOf } from '../bookings/BookingActions.tsx'
import { ToBring } from '../bookings/ToBring.tsx'
import { bookingDraft } from './draft.ts'
import { type Offer, useOffer } from './offer.ts'
import './booking.css'

export default function BookedPage() {
  const { t } = useText()
  const { sessionId } = useParams<{ sessionId: string }>()
  const { bookingIds = [] } = bookingDraft.use()
  const { offer, error } = useOffer(sessionId)
  const members = useMembers()
  const answers = useAnswers(
    'GET /v1/vaccination/bookings/{bookingId}',
    bookingIds.map((bookingId) => ({ path: { bookingId } })),
  )
  // A person who comes back to this page may have cancelled or moved some of the bookings.
  const made = answers.flatMap(({ data }) => (data?.sessionId === sessionId && data.status === 'BOOKED' ? [data] : []))
  const unknown = answers.find(({ data }) => !data)
  if (made.length === 0 && !unknown) return <Redirect to="/account" replace />
  const nameOf = (id: string): string => members.data?.find(({ patientId }) => patientId === id)?.name ?? ''
  return (
    <Page title={t('booking.booked.title', { count: unknown ? bookingIds.length : made.length })} isPersonal>
      {unknown?.error && <Failure error={unknown.error} onRetry={() => void unknown.refetch()} />}
      <ul className="plain tickets">
        {made.map((booking) => (
          <Ticket key={booking.bookingId} booking={booking} name={nameOf(booking.patientId)} />
        ))}
      </ul>
      {offer ? (
        <>
          <WhenAndWhere offer={offer} window={made[0]?.window ?? ''} />
          {/* All bookings of one request are at the same time and place: one entry in the calendar is enough. */}
          {made[0] && <BookingActions booking={made[0]} offer={offer} />}
        </>
      ) : error ? (
        <Failure error={error} />
      ) : (
        <Loading />
      )}
      <ToBring dose={made[0]?.dose ?? 1} />
      <ButtonLink kind="quiet" href="/account">
        {t('booking.booked.toAccount')}
      </ButtonLink>
    </Page>
  )
}

function Ticket({ booking, name }: { booking: Booking; name: string }) {
  const { t, format } = useText()
  return (
    <li className="ticket">
      <h2>
        <Icon name="circle-check" sizePx={24} /> {name}
      </h2>
      <p>
        {t('booking.booked.token')} <span className="ticket-token">{format.number(booking.token)}</span>
      </p>
      <p>
        {t('booking.booked.reference')} <span className="reference">{booking.reference}</span>
      </p>
      <Link className="button button-main no-print" href={`/account/bookings/${booking.bookingId}`}>
        {t('booking.booked.slip')} <span className="visually-hidden">{name}</span>
      </Link>
    </li>
  )
}

function WhenAndWhere({ offer, window }: { offer: Offer; window: string }) {
  const { t, format } = useText()
  const { session, vaccineName } = offer
  return (
    <SummaryList
      rows={[
        { label: t('booking.facts.day'), value: format.fullDay(session.date) },
        { label: t('booking.facts.time'), value: format.window(window) },
        { label: t('booking.facts.where'), value: placeOf(offer) },
        {
          label: t('booking.facts.what'),
          value: t('booking.vaccineAndDose', { course: session.course, vaccine: vaccineName, dose: session.dose }),
        },
      ]}
    />
  )
}
