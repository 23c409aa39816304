// A person's place in the queue, from the link on the slip: who is called now, and how long it takes. No sign-in.
import './place.css'
import { useParams } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { isProblem } from '../../api/problem.ts'
import { useAnswer } from '../../api/queries.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import { useAge } from './age.ts'
import { useWords } from './words.ts'

type Place = Answer<'GET /v1/appointments/places/{link}'>

const EVERY_MS = 10_000

export default function PlacePage() {
  const { t } = useWords()
  const { link } = useParams<{ link: string }>()
  const { data, error, dataUpdatedAt, refetch } = useAnswer(
    'GET /v1/appointments/places/{link}',
    { path: { link } },
    { everyMs: EVERY_MS },
  )
  return (
    <Page title={t('queue.place.title')} isPersonal {...(data && { caption: data.facilityName })}>
      {isProblem(error, 'link-over') ? (
        <Notice kind="warning" title={t('queue.place.over')}>
          <p>{t('queue.place.overNext')}</p>
        </Notice>
      ) : data ? (
        <Shown place={data} readAtMs={dataUpdatedAt} />
      ) : isProblem(error, 'not-found') || isProblem(error, 'invalid-request') ? (
        <Notice kind="warning" title={t('queue.place.none')}>
          <p>{t('queue.place.noneNext')}</p>
        </Notice>
      ) : error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

function Shown({ place, readAtMs }: { place: Place; readAtMs: number }) {
  const { t, format } = useWords()
  const { nowMs, isOld } = useAge(readAtMs)
  const readAt = new Date(readAtMs).toISOString()
  const { label, status, room = '' } = place
  return (
    <>
      {isOld && (
        <Notice
          kind="warning"
          title={t('queue.place.old', { time: format.time(readAt), ago: format.ago(readAt, nowMs) })}
        />
      )}
      <section className="place-now" aria-labelledby="place-now">
        <h2 id="place-now">{t('queue.place.serving')}</h2>
        {place.nowServing.length === 0 ? (
          <p>{t('queue.place.servingNone')}</p>
        ) : (
          <ul className="plain">
            {place.nowServing.map((one) => (
              <li key={one.room}>{t('queue.place.inRoom', { label: one.label, room: one.room })}</li>
            ))}
          </ul>
        )}
      </section>
      <section className={status === 'CALLED' ? 'place-own place-called' : 'place-own'} role="status">
        <h2>{t('queue.place.yours')}</h2>
        <p className="place-number">{label}</p>
        <p className="place-status">{t(`queue.place.status.${status}`, { room })}</p>
        {status === 'WAITING' && <Wait place={place} />}
      </section>
      <p className="soft">{t('queue.place.asOf', { time: format.exactTime(place.asOf) })}</p>
    </>
  )
}

function Wait({ place: { before, minutesFrom, minutesTo, queueStatus } }: { place: Place }) {
  const { t } = useWords()
  return (
    <>
      <p>{before === 0 ? t('queue.place.beforeNone') : t('queue.place.before', { count: before })}</p>
      <p>{minutesTo === 0 ? t('queue.place.soon') : t('queue.place.minutes', { from: minutesFrom, to: minutesTo })}</p>
      {queueStatus === 'paused' && <p>{t('queue.place.paused')}</p>}
      <p className="soft">{t('queue.place.stay')}</p>
    </>
  )
}
