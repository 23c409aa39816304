// Booking, second question: at what time. A session with one window skips it.

import { Redirect, useLocation, useParams } from 'wouter'
import { useFilters } from '../../../address.ts'
import { useText } from '../../../i18n/language.ts'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { windowsAhead } from '../../../windows.ts'
import { BookingFrame } from './BookingFrame.tsx'
import { bookingDraft } from './draft.ts'
import { NoSeatPage } from './NoSeat.tsx'
import { takesBookings, useOffer } from './offer.ts'
import { checkHref, whoHref, windowReader } from './steps.ts'
import { TimeForm } from './TimeForm.tsx'

export default function TimePage() {
  const { t } = useText()
  const [, go] = useLocation()
  const { sessionId } = useParams<{ sessionId: string }>()
  const { filters } = useFilters({ window: windowReader })
  const { patientIds = [] } = bookingDraft.use()
  const { offer, error, retry } = useOffer(sessionId)
  if (patientIds.length === 0) return <Redirect to={whoHref(sessionId)} replace />
  if (offer && !takesBookings(offer.session, Date.now())) return <NoSeatPage offer={offer} />
  const windows = offer ? windowsAhead(offer.session, Date.now()) : []
  return (
    <Page title={t('booking.time.title')} back={whoHref(sessionId)} isWide isPersonal>
      <BookingFrame offer={offer}>
        {error !== null && <Failure error={error} onRetry={retry} />}
        {error === null && !offer && <Loading />}
        {offer && (
          <TimeForm
            day={offer.session.date}
            windows={windows}
            value={filters.window}
            onChoose={(window) => go(checkHref(sessionId, window))}
          />
        )}
      </BookingFrame>
    </Page>
  )
}
