// Booking, second question: at what time. Sessions with one window leave it out.

import { Redirect, useLocation, useParams } from 'wouter'
import { useFilters } from '../../../address.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Radios } from '../../../ui/Field.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { windowsAhead } from '../../../windows.ts'
import { bookingDraft } from './draft.ts'
import { NoSeatPage } from './NoSeat.tsx'
import { takesBookings, useCaption, useOffer } from './offer.ts'
import { checkHref, whoHref, windowReader } from './steps.ts'

export default function TimePage() {
  const { t, format } = useText()
  const [, go] = useLocation()
  const { sessionId } = useParams<{ sessionId: string }>()
  const { filters } = useFilters({ window: windowReader })
  const { patientIds = [] } = bookingDraft.use()
  const { offer, error, retry } = useOffer(sessionId)
  const caption = useCaption(offer)
  if (patientIds.length === 0) return <Redirect to={whoHref(sessionId)} replace />
  if (offer && !takesBookings(offer.session, Date.now())) return <NoSeatPage offer={offer} />
  const windows = offer ? windowsAhead(offer.session, Date.now()) : []
  return (
    <Page title={t('booking.time.title')} caption={caption} back={whoHref(sessionId)} isPersonal>
      {error !== null && <Failure error={error} onRetry={retry} />}
      {error === null && !offer && <Loading />}
      {offer && (
        <Form
          check={(values) =>
            windows.includes(values('window')) ? [] : [{ field: 'window', text: t('booking.time.none') }]
          }
          onSubmit={(values) => go(checkHref(sessionId, values('window')))}
        >
          <Radios
            name="window"
            label={format.weekdayAndDay(offer.session.date)}
            hint={t('booking.time.hint')}
            options={windows.map((window) => ({ value: window, text: format.window(window) }))}
            value={filters.window}
          />
          <Button>{t('ui.continue')}</Button>
        </Form>
      )}
    </Page>
  )
}
