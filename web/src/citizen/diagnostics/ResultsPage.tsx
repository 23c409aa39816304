// The tests of a family: how far each order is, results in plain words, the course of a value, and the report.
import './results.css'
import { useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { useList } from '../../api/lists.ts'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Course } from '../../ui/Course.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import { Prints } from '../../ui/Prints.tsx'
import { type Member, useMembers } from '../patients/family.ts'

type Order = Answer<'GET /v1/diagnostics/orders'>['items'][number]
type Line = Order['lines'][number]
type Result = NonNullable<Line['result']>

export default function ResultsPage() {
  const { t } = useText()
  const members = useMembers()
  return (
    <Page title={t('results.title')} back="/account/records" isPersonal>
      <p>{t('results.intro')}</p>
      {members.error ? (
        <Failure error={members.error} onRetry={members.retry} />
      ) : members.data ? (
        members.data.map((member) => <ResultsOf key={member.patientId} member={member} />)
      ) : (
        <Loading />
      )}
    </Page>
  )
}

function ResultsOf({ member: { patientId, name } }: { member: Member }) {
  const { t } = useText()
  const list = useList('GET /v1/diagnostics/orders', { patient: patientId, limit: 10 })
  return (
    <section className="test-results">
      <h2>{name}</h2>
      {list.error !== null && !list.items && <Failure error={list.error} onRetry={list.again} />}
      {!list.items && list.error === null && <Loading />}
      {list.items?.length === 0 && <p>{t('results.none', { name })}</p>}
      {list.items?.map((order) => (
        <OneOrder key={order.orderId} order={order} patientId={patientId} />
      ))}
      {list.more && (
        <Button kind="quiet" onClick={list.more}>
          {t('results.more')}
        </Button>
      )}
    </section>
  )
}

function OneOrder({ order, patientId }: { order: Order; patientId: string }) {
  const { t, format } = useText()
  const { orderId, reference, placedAt, status, lines } = order
  const told = lines.filter(hasNews)
  const waiting = lines.filter((line) => !hasNews(line))
  return (
    <article className="result-order">
      <h3>{t('results.ordered', { day: format.instant(placedAt) })}</h3>
      <p>{t(`results.state.${status}`)}</p>
      <p className="soft">{t('results.reference', { reference })}</p>
      <ul className="plain">
        {told.map((line) => (
          <OneLine key={line.line} line={line} patientId={patientId} />
        ))}
        {waiting.length > 0 && (
          <li className="result-line">
            <p className="soft">{t('results.waiting', { tests: waiting.map(({ name }) => name).join(', ') })}</p>
          </li>
        )}
      </ul>
      {status === 'COMPLETED' && (
        <Prints
          name="GET /v1/diagnostics/orders/{orderId}/report"
          request={{ path: { orderId } }}
          fileName={`report-${reference}`}
        />
      )}
    </article>
  )
}

const isRejected = ({ rejections, status }: Line): boolean => rejections.length > 0 && status === 'PLACED'

/** There is more to say of a line than that nobody knows its result yet. */
const hasNews = (line: Line): boolean =>
  Boolean(line.result ?? line.hiddenUntil ?? line.cancelReason) || isRejected(line)

function OneLine({ line, patientId }: { line: Line; patientId: string }) {
  const { t } = useText()
  const [isOpen, setOpen] = useState(false)
  const { name, test, kind, result } = line
  return (
    <li className="result-line">
      <p>
        {name}
        {result && (
          <>
            : <strong className="result-value">{`${result.value} ${result.unit ?? ''}`}</strong>
          </>
        )}
      </p>
      {result ? <Meaning result={result} /> : <NoResult line={line} />}
      {result && kind === 'number' && (
        <Button kind="plain" onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'results.course.close' : 'results.course.open')} <span className="visually-hidden">{name}</span>
        </Button>
      )}
      {isOpen && <CourseOf patientId={patientId} test={test} />}
    </li>
  )
}

/** The range and the flag as words: without a range, nobody compared the value. */
function Meaning({ result }: { result: Result }) {
  const { t, format } = useText()
  const { flag, low, high, status, note, authorisedAt, reason } = result
  const hasRange = low !== undefined || high !== undefined
  const words = flag === 'none' && !hasRange ? t('results.noRange') : t(`results.flag.${flag}`)
  return (
    <>
      <p>
        <strong className={flag === 'none' ? 'result-flag' : 'result-flag result-outside'}>{words}</strong>{' '}
        {low !== undefined && high !== undefined && t('results.range.both', { low, high })}
        {low !== undefined && high === undefined && t('results.range.low', { low })}
        {low === undefined && high !== undefined && t('results.range.high', { high })}
      </p>
      {note !== undefined && <p>{note}</p>}
      <p className="soft">
        {status === 'CORRECTED' && `${t('results.corrected')}. ${reason ?? ''} `}
        {authorisedAt !== undefined && format.instant(authorisedAt)}
      </p>
    </>
  )
}

function NoResult({ line: { hiddenUntil, cancelReason } }: { line: Line }) {
  const { t, format } = useText()
  if (hiddenUntil !== undefined) return <p>{t('results.hidden', { time: format.instant(hiddenUntil) })}</p>
  if (cancelReason !== undefined) return <p className="soft">{t('results.cancelled', { why: cancelReason })}</p>
  return <p>{t('results.rejected')}</p>
}

function CourseOf({ patientId: patient, test }: { patientId: string; test: string }) {
  const { data, error, refetch } = useAnswer('GET /v1/diagnostics/courses', { query: { patient, test } })
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  return <Course course={data} />
}
