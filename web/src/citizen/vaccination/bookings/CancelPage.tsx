// Cancelling a booking: the page asks once more, and says plainly what the person loses.
import { Link, Redirect, useLocation } from 'wouter'
import { isProblem } from '../../../api/problem.ts'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { noteBooking } from '../../patients/family.ts'
import { BookingSummary } from './BookingSummary.tsx'
import { slipHref, useBookingFacts } from './booking-facts.ts'

export default function CancelPage() {
  const { t } = useText()
  const [, go] = useLocation()
  const { bookingId, facts, error, retry } = useBookingFacts()
  const cancel = useSend('POST /v1/vaccination/bookings/{bookingId}/cancellation', { keptAs: 'cancellation' })
  const slip = slipHref(bookingId)
  if (facts && facts.booking.status !== 'BOOKED' && !cancel.isPending) return <Redirect to={slip} replace />
  const submit = async (): Promise<void> => {
    noteBooking(await cancel.mutateAsync({ path: { bookingId } }))
    go(slip, { replace: true })
  }
  return (
    <Page title={t('bookings.cancel.title')} back={slip} isPersonal>
      {error ? (
        <Failure error={error} onRetry={retry} />
      ) : facts ? (
        <Form
          onSubmit={submit}
          wordsOf={(refused) => (isProblem(refused, 'booking-ended') ? t('bookings.alreadyEnded') : undefined)}
        >
          <BookingSummary facts={facts} />
          <p>{t('bookings.cancel.text')}</p>
          <Button kind="danger">{t('bookings.cancel.button')}</Button>
        </Form>
      ) : (
        <Loading />
      )}
      <p>
        <Link href={slip}>{t('bookings.cancel.keep')}</Link>
      </p>
    </Page>
  )
}
