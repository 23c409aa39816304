// The link in the message of an offer: one press takes the place that is held, or leaves it to the next. No sign-in.
import { Link, useParams } from 'wouter'
import { noteAnswer } from '../../../api/cache.ts'
import type { Answer } from '../../../api/client.ts'
import { isProblem } from '../../../api/problem.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { SummaryList } from '../../../ui/SummaryList.tsx'
import { useRefusal } from '../booking/refusals.tsx'
import { useDoctorWords } from '../words.ts'

type Offer = Answer<'GET /v1/appointments/offers/{link}'>

export default function OfferPage() {
  const { t } = useText()
  const { link } = useParams<{ link: string }>()
  const { data, error, refetch } = useAnswer('GET /v1/appointments/offers/{link}', { path: { link } })
  const isWrong = isProblem(error, 'not-found') || isProblem(error, 'invalid-request')
  return (
    <Page title={t('doctors.offer.title')} isPersonal>
      {data ? (
        <Shown offer={data} link={link} />
      ) : isWrong ? (
        <Notice kind="warning" title={t('doctors.offer.none')}>
          <p>{t('doctors.offer.noneNext')}</p>
        </Notice>
      ) : error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

function Shown({ offer, link }: { offer: Offer; link: string }) {
  const { t, format } = useText()
  const { status, until } = offer
  if (status === 'TAKEN') {
    return (
      <>
        <Notice kind="good" title={t('doctors.offer.taken')} takesFocus>
          <p>{t('doctors.offer.takenNext')}</p>
        </Notice>
        <Facts offer={offer} />
        <p>
          <Link href="/account">{t('doctors.offer.toAccount')}</Link>
        </p>
      </>
    )
  }
  if (status !== 'OFFERED' || until === undefined) {
    return (
      <Notice title={t('doctors.offer.over')} takesFocus>
        <p>{t(status === 'WAITING' ? 'doctors.offer.stillWaiting' : 'doctors.offer.overNext')}</p>
        <Link href="/doctors">{t('doctors.times.toSearch')}</Link>
      </Notice>
    )
  }
  return (
    <>
      <p>{t('doctors.offer.until', { time: format.time(until), day: format.weekdayAndDay(until) })}</p>
      <Facts offer={offer} />
      <Answers link={link} />
    </>
  )
}

function Facts({ offer }: { offer: Offer }) {
  const { t, format } = useText()
  const { timeOf } = useDoctorWords()
  const { date, start, facilityName, address } = offer
  if (date === undefined || start === undefined) return null
  return (
    <SummaryList
      rows={[
        { label: t('booking.facts.day'), value: format.weekdayAndDay(date) },
        { label: t('booking.facts.time'), value: timeOf({ date, start }) },
        { label: t('booking.facts.where'), value: [facilityName, address].filter(Boolean).join(', ') },
      ]}
    />
  )
}

function Answers({ link }: { link: string }) {
  const { t } = useText()
  const refusalOf = useRefusal()
  const take = useSend('POST /v1/appointments/offers/{link}/acceptance')
  const decline = useSend('POST /v1/appointments/offers/{link}/refusal')
  const note = (answered: Offer): void =>
    noteAnswer('GET /v1/appointments/offers/{link}', { path: { link } }, () => answered)
  return (
    <>
      <Form
        onSubmit={async () => note(await take.mutateAsync({ path: { link } }))}
        wordsOf={(refused) => refusalOf(refused).words}
      >
        <Button>{t('doctors.offer.take')}</Button>
      </Form>
      <Form
        onSubmit={async () => note(await decline.mutateAsync({ path: { link } }))}
        wordsOf={(refused) => refusalOf(refused).words}
      >
        <Button kind="plain">{t('doctors.offer.decline')}</Button>
      </Form>
    </>
  )
}
