// One link workflow of a customer: its state, its history and its callbacks.
import { useParams } from 'wouter'
import type { Answer } from '../api/client.ts'
import { useText } from '../i18n/language.ts'
import { Notice } from '../ui/Notice.tsx'
import { Failure, Loading } from '../ui/outcomes.tsx'
import { Page } from '../ui/Page.tsx'
import { SummaryList } from '../ui/SummaryList.tsx'
import { Tag } from '../ui/Tag.tsx'
import { useAnswer } from './asking.ts'
import { CallbackList } from './CallbackList.tsx'
import { STATUS_KIND, type Status, useReason } from './words.ts'

type Workflow = Answer<'GET /v1/customers/me/workflows/{workflowId}'>

const WATCH_MS = 2_000

export default function WorkflowPage() {
  const { t } = useText()
  const { workflowId } = useParams<{ workflowId: string }>()
  const path = { path: { workflowId } }
  const { data, error, refetch } = useAnswer('GET /v1/customers/me/workflows/{workflowId}', path, WATCH_MS)
  return (
    <Page key={workflowId} title={t('links.one')} back="/customer/workflows" isPersonal>
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <Facts workflow={data} />
          <History workflow={data} />
          <section aria-labelledby="callbacks">
            <h2 id="callbacks">{t('callbacks.title')}</h2>
            <CallbackList deliveries={data.deliveries} none={t('callbacks.noneOfWorkflow')} />
          </section>
        </>
      )}
    </Page>
  )
}

function StatusTag({ status }: { status: Status }) {
  const { t } = useText()
  return <Tag kind={STATUS_KIND[status]}>{t(`links.status.${status}`)}</Tag>
}

function Facts({ workflow }: { workflow: Workflow }) {
  const { t, format } = useText()
  const reasonOf = useReason()
  const { status, outcome, reason } = workflow
  const endedAt = workflow['ended-at']
  const chooser = workflow['choice-by']
  return (
    <>
      {status === 'CHOICE' && (
        <Notice kind="warning" title={t(`links.waits.${chooser}`)}>
          {chooser === 'customer' && <p>{t('links.howToChoose')}</p>}
        </Notice>
      )}
      <SummaryList
        rows={[
          { label: t('links.state'), value: <StatusTag status={status} /> },
          { label: t('links.patient'), value: workflow['patient-id'] },
          ...(outcome ? [{ label: t('links.outcome'), value: t(`links.status.${outcome}`) }] : []),
          ...(reason ? [{ label: t('links.why'), value: reasonOf(reason) }] : []),
          { label: t('links.begun'), value: format.moment(workflow['created-at']) },
          ...(endedAt ? [{ label: t('links.ended'), value: format.moment(endedAt) }] : []),
          { label: t('links.id'), value: <span className="technical">{workflow['workflow-id']}</span> },
        ]}
      />
    </>
  )
}

function History({ workflow: { moves } }: { workflow: Workflow }) {
  const { t, format } = useText()
  return (
    <section aria-labelledby="moves">
      <h2 id="moves">{t('links.history')}</h2>
      <ol className="moves">
        {moves.map(({ at, to }) => (
          <li key={`${at} ${to}`}>
            <time dateTime={at}>{format.moment(at)}</time> <StatusTag status={to} />
          </li>
        ))}
      </ol>
    </section>
  )
}
