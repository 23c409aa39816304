// Moving a booking: the time, then a check of the old and the new booking, then one request.

import { Redirect, useLocation, useParams } from 'wouter'
import { href, useFilters } from '../../../address.ts'
import { isProblem } from '../../../api/problem.ts'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { noteDone } from '../../../session/done.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { SummaryList } from '../../../ui/SummaryList.tsx'
import { windowsAhead } from '../../../windows.ts'
import { noteBooking } from '../../patients/family.ts'
import { type Offer, useCaption, useOffer } from '../booking/offer.ts'
import { readNoSeat, useRefusalWords } from '../booking/refusals.ts'
import { windowReader } from '../booking/steps.ts'
import { TimeForm } from '../booking/TimeForm.tsx'
import { type BookingFacts, slipHref, useBookingFacts } from './booking-facts.ts'
import { moveHref } from './MovePage.tsx'

export default function MoveToPage() {
  const { t } = useText()
  const [, go] = useLocation()
  const { sessionId } = useParams<{ sessionId: string }>()
  const { filters } = useFilters({ window: windowReader })
  const { bookingId, facts, error, retry } = useBookingFacts()
  const target = useOffer(sessionId)
  const caption = useCaption(target.offer)
  const failed = error ?? target.error
  const ahead = target.offer ? windowsAhead(target.offer.session, Date.now()) : []
  const window = ahead.find((each) => each === filters.window) ?? (ahead.length === 1 ? ahead[0] : undefined)
  const here = moveHref(bookingId, sessionId)
  const isChosen = window !== undefined && ahead.length > 1
  const back = isChosen ? here : `${slipHref(bookingId)}/move`
  // This is also true when no answer came to the move, but the booking, asked for again, shows that it was moved.
  if (facts && facts.booking.status !== 'BOOKED') {
    return <Redirect to={slipHref(facts.booking.rescheduledTo ?? bookingId)} replace />
  }
  if (failed || !facts || !target.offer) {
    return (
      <Page title={t('bookings.move.title')} back={back} isPersonal>
        {failed ? <Failure error={failed} onRetry={() => void [retry(), target.retry()]} /> : <Loading />}
      </Page>
    )
  }
  return window === undefined ? (
    <Page key="time" title={t('booking.time.title')} caption={caption} back={back} isPersonal>
      <TimeForm
        day={target.offer.session.date}
        windows={ahead}
        onChoose={(chosen) => go(href(here, { window: chosen }))}
      />
    </Page>
  ) : (
    <Page key="check" title={t('bookings.move.check')} back={back} isPersonal>
      <MoveForm facts={facts} target={target.offer} window={window} />
    </Page>
  )
}

interface MoveFormProps {
  readonly facts: BookingFacts
  readonly target: Offer
  readonly window: string
}

function MoveForm({ facts, target, window }: MoveFormProps) {
  const { t } = useText()
  const [, go] = useLocation()
  const { booking, member } = facts
  const { sessionId } = target.session
  const move = useSend('POST /v1/vaccination/bookings/{bookingId}/rescheduling', { keptAs: 'rescheduling' })
  const wordsOf = useRefusalWords(member ? [member] : [])
  const tell = (error: unknown): string | undefined => {
    if (readNoSeat(error)) return t('bookings.move.full')
    return isProblem(error, 'booking-ended') ? t('bookings.alreadyEnded') : wordsOf(error)
  }
  const submit = async (): Promise<void> => {
    const moved = await move.mutateAsync({ path: { bookingId: booking.bookingId }, body: { sessionId, window } })
    noteDone(t('bookings.move.done'))
    go(slipHref(moved.bookingId), { replace: true })
    noteBooking(moved)
    noteBooking({ ...booking, status: 'CANCELLED', rescheduledTo: moved.bookingId })
  }
  return (
    <Form onSubmit={submit} wordsOf={tell}>
      <OldAndNew facts={facts} target={target} window={window} />
      <p>{t('bookings.move.newToken')}</p>
      <Button>{t('bookings.move.button')}</Button>
    </Form>
  )
}

function OldAndNew({ facts: { booking, offer, member }, target, window }: MoveFormProps) {
  const { t, format } = useText()
  const tell = (day: string, time: string, place: string) => (
    <>
      {format.weekdayAndDay(day)}, {format.window(time)}
      <br />
      {place}
    </>
  )
  const change = `${slipHref(booking.bookingId)}/move`
  return (
    <SummaryList
      rows={[
        { label: t('booking.facts.who'), value: member?.name },
        { label: t('bookings.move.from'), value: tell(booking.date, booking.window, offer.centre.name) },
        {
          label: t('bookings.move.to'),
          value: tell(target.session.date, window, target.centre.name),
          changeHref: change,
        },
      ]}
    />
  )
}
