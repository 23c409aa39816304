// Moving a booking, first question: to which session, at this centre or at another one near by.
import { Redirect } from 'wouter'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Alternatives, ChoiceList, OtherDays, toChoices, useDays } from '../booking/Alternatives.tsx'
import { type BookingFacts, slipHref, useBookingFacts } from './booking-facts.ts'

export const moveHref = (bookingId: string, sessionId: string): string => `${slipHref(bookingId)}/move/${sessionId}`

export default function MovePage() {
  const { t } = useText()
  const { bookingId, facts, error, retry } = useBookingFacts()
  if (facts && facts.booking.status !== 'BOOKED') return <Redirect to={slipHref(bookingId)} replace />
  return (
    <Page title={t('bookings.move.title')} back={slipHref(bookingId)} isPersonal>
      {error ? <Failure error={error} onRetry={retry} /> : facts ? <Choices facts={facts} /> : <Loading />}
    </Page>
  )
}

function Choices({ facts }: { facts: BookingFacts }) {
  const { t, format } = useText()
  const { booking, offer } = facts
  const { vaccine, dose, facilityId, bookingId } = booking
  const query = { facility: facilityId, vaccine, dose, ...useDays(booking.date).asked }
  const { data, error, refetch } = useAnswer('GET /v1/vaccination/availability', { query })
  const hrefOf = (sessionId: string): string => moveHref(bookingId, sessionId)
  const choices = data && toChoices(data.centres)
  return (
    <>
      <p>{t('bookings.move.now', { day: format.weekdayAndDay(booking.date), time: format.window(booking.window) })}</p>
      <p>{t('bookings.move.text')}</p>
      <OtherDays wanted={booking.date} />
      <h2>{offer.centre.name}</h2>
      {error && !data ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : !choices ? (
        <Loading />
      ) : choices.length === 0 ? (
        <p>{t('bookings.move.noneHere')}</p>
      ) : (
        <ChoiceList choices={choices} hrefOf={hrefOf} isOneCentre />
      )}
      <Alternatives offer={offer} hrefOf={hrefOf} title={t('bookings.move.elsewhere')} isElsewhere />
    </>
  )
}
