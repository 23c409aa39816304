// The last step of booking: check the answers, then send one request with one key until its outcome is known.
import { useState } from 'react'
import { Link, Redirect, useLocation, useParams } from 'wouter'
import { useFilters } from '../../../address.ts'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { SummaryList } from '../../../ui/SummaryList.tsx'
import { type Member, noteBooking, useMembers } from '../../patients/family.ts'
import { bookingDraft } from './draft.ts'
import { NoSeatPage } from './NoSeat.tsx'
import { type Offer, useOffer } from './offer.ts'
import { readNoSeat, useRefusalWords } from './refusals.ts'
import { bookedHref, timeHref, whoHref, windowReader } from './steps.ts'

export default function CheckPage() {
  const { t } = useText()
  const { sessionId } = useParams<{ sessionId: string }>()
  const { filters } = useFilters({ window: windowReader })
  const { patientIds = [] } = bookingDraft.use()
  const { offer, error, retry } = useOffer(sessionId)
  const members = useMembers()
  const { window } = filters
  const [lost, setLost] = useState<{ free: number }>()
  if (patientIds.length === 0) return <Redirect to={whoHref(sessionId, window)} replace />
  if (window === undefined) return <Redirect to={timeHref(sessionId)} replace />
  if (offer && lost) return <NoSeatPage offer={offer} lost={lost} />
  const failed = error ?? members.error
  const chosen = members.data?.filter(({ patientId }) => patientIds.includes(patientId))
  return (
    <Page title={t('booking.check.title')} back={timeHref(sessionId)} isPersonal>
      {failed ? (
        <Failure
          error={failed}
          onRetry={() => {
            retry()
            members.retry()
          }}
        />
      ) : offer && chosen ? (
        <CheckForm offer={offer} people={chosen} window={window} onLost={setLost} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

interface CheckFormProps {
  readonly offer: Offer
  readonly people: readonly Member[]
  readonly window: string
  readonly onLost: (lost: { free: number }) => void
}

function CheckForm({ offer, people, window, onLost }: CheckFormProps) {
  const { t } = useText()
  const [, go] = useLocation()
  const { sessionId } = offer.session
  const book = useSend('POST /v1/vaccination/bookings', { keptAs: 'booking-request' })
  const wordsOf = useRefusalWords(people)
  const request = { body: { sessionId, window, patientIds: people.map(({ patientId }) => patientId) } }
  const wasUnsettled = book.wasUnsettled(request)
  const submit = async (): Promise<void> => {
    try {
      const { bookings } = await book.mutateAsync(request)
      go(bookedHref(sessionId), { replace: true })
      bookings.forEach(noteBooking)
      bookingDraft.change({ patientIds: [], bookingIds: bookings.map(({ bookingId }) => bookingId) })
    } catch (error) {
      const lost = readNoSeat(error)
      if (!lost) throw error
      onLost(lost)
    }
  }
  return (
    <>
      {wasUnsettled && book.isIdle && (
        <Notice kind="warning" title={t('booking.check.unsettled')}>
          <p>{t('booking.check.unsettledText')}</p>
        </Notice>
      )}
      <Form onSubmit={submit} wordsOf={wordsOf}>
        <Answers offer={offer} people={people} window={window} />
        <Button>{t(wasUnsettled ? 'booking.check.askAgain' : 'booking.check.book', { count: people.length })}</Button>
      </Form>
      <p>
        <Link href="/account">{t('booking.check.toAccount')}</Link>
      </p>
    </>
  )
}

function Answers({ offer, people, window }: Omit<CheckFormProps, 'onLost'>) {
  const { t, format } = useText()
  const { session, centre, vaccineName } = offer
  const { sessionId, course, dose, date, fee } = session
  const who = (
    <ul className="plain">
      {people.map(({ patientId, name }) => (
        <li key={patientId}>{name}</li>
      ))}
    </ul>
  )
  const where = (
    <>
      {centre.name}
      <br />
      <span className="soft">{[centre.address, centre.pin].filter(Boolean).join(', ')}</span>
    </>
  )
  return (
    <SummaryList
      rows={[
        { label: t('booking.facts.who'), value: who, changeHref: whoHref(sessionId, window) },
        { label: t('booking.facts.what'), value: t('booking.vaccineAndDose', { course, vaccine: vaccineName, dose }) },
        { label: t('booking.facts.day'), value: format.weekdayAndDay(date) },
        { label: t('booking.facts.time'), value: format.window(window), changeHref: timeHref(sessionId) },
        { label: t('booking.facts.where'), value: where },
        {
          label: t('booking.facts.price'),
          value: fee === 0 ? t('booking.free') : t('booking.each', { price: format.money(fee) }),
        },
      ]}
    />
  )
}
