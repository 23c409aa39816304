// One workflow: its status, its history, its callbacks, and buttons to stop it and to run it again.
import { useState } from 'react'
import { Link, useParams } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { useCustomerName } from './customer-names.ts'
import { Deliveries } from './Deliveries.tsx'
import { StatusTag, useReason } from './statuses.tsx'
import './linking.css'

type Workflow = Answer<'GET /v1/linkage/workflows/{workflowId}'>

/** The workflow may be under way, so the page reads it again often. */
const LIVE = { freshMs: 0, everyMs: 2_000 }

export default function WorkflowPage() {
  const { t } = useText()
  const { workflowId } = useParams<{ workflowId: string }>()
  const request = { path: { workflowId } }
  const { data, error, refetch } = useAnswer('GET /v1/linkage/workflows/{workflowId}', request, LIVE)
  return (
    <StaffPage key={workflowId} title={t('staff.workflows.one')} back="/staff/workflows">
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <Facts workflow={data} />
          <History workflow={data} />
          <section aria-labelledby="callbacks">
            <h2 id="callbacks">{t('staff.deliveries.title')}</h2>
            <Deliveries deliveries={data.deliveries} onRead={() => void refetch()} />
          </section>
        </>
      )}
    </StaffPage>
  )
}

function Facts({ workflow }: { workflow: Workflow }) {
  const { t, format } = useText()
  const nameOf = useCustomerName()
  const reasonOf = useReason()
  const { status, outcome, reason, attempts } = workflow
  const customerId = workflow['customer-id']
  const delinkedAt = workflow['delinked-at']
  const chooser = workflow['choice-by']
  return (
    <>
      {status === 'CHOICE' && (
        <Notice kind="warning" title={t(`staff.workflows.waits.${chooser}`)}>
          {chooser === 'staff' && (
            <ButtonLink href={`/staff/reviews/${workflow['workflow-id']}`}>{t('staff.workflows.toReview')}</ButtonLink>
          )}
        </Notice>
      )}
      <SummaryList
        rows={[
          { label: t('staff.workflows.statusName'), value: <StatusTag status={status} /> },
          { label: t('staff.workflows.patient'), value: workflow['patient-id'] },
          {
            label: t('staff.workflows.customer'),
            value: <Link href={`/staff/customers/${customerId}`}>{nameOf(customerId)}</Link>,
          },
          ...(outcome
            ? [{ label: t('staff.workflows.outcome'), value: t(`staff.workflows.outcomes.${outcome}`) }]
            : []),
          ...(reason ? [{ label: t('staff.workflows.why'), value: reasonOf(reason) }] : []),
          { label: t('staff.workflows.tries'), value: t('staff.workflows.triesCount', { count: attempts }) },
          ...(delinkedAt ? [{ label: t('staff.workflows.delinked'), value: format.instant(delinkedAt) }] : []),
          {
            label: t('staff.workflows.id'),
            value: <span className="technical">{workflow['workflow-id']}</span>,
          },
        ]}
      />
      {workflow['ended-at'] === undefined && <Stop workflowId={workflow['workflow-id']} />}
      <Restart workflowId={workflow['workflow-id']} hasFailed={status === 'FAILED'} />
    </>
  )
}

function History({ workflow: { moves } }: { workflow: Workflow }) {
  const { t, format } = useText()
  const reasonOf = useReason()
  return (
    <section aria-labelledby="moves">
      <h2 id="moves">{t('staff.workflows.history')}</h2>
      <ol className="moves">
        {moves.map(({ at, to, refusal }) => (
          <li key={`${at} ${to} ${refusal}`} className={refusal === undefined ? undefined : 'refused'}>
            <time dateTime={at}>{format.moment(at)}</time>
            <span>
              <StatusTag status={to} />{' '}
              {refusal !== undefined && (
                <>
                  <Tag kind="warning">{t('staff.workflows.refused')}</Tag> {reasonOf(refusal)}
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Stop({ workflowId }: { workflowId: string }) {
  const { t } = useText()
  const [isAsked, setAsked] = useState(false)
  const send = useSend('POST /v1/linkage/workflows/{workflowId}/stop')
  const stop = async (): Promise<void> => {
    await send.mutateAsync({ path: { workflowId } })
    setAsked(false)
    say({ text: t('staff.workflows.stoppedNow') })
  }
  return (
    <>
      <Button kind="remove" onClick={() => setAsked(true)}>
        {t('staff.workflows.stop')}
      </Button>
      <Dialog title={t('staff.workflows.stopAsk')} isOpen={isAsked} onClose={() => setAsked(false)}>
        <Form needsPress onSubmit={stop}>
          <p>{t('staff.workflows.stopWhat')}</p>
          <Button kind="danger">{t('staff.workflows.stop')}</Button>
        </Form>
      </Dialog>
    </>
  )
}

function Restart({ workflowId, hasFailed }: { workflowId: string; hasFailed: boolean }) {
  const { t } = useText()
  const [isAsked, setAsked] = useState(false)
  const send = useSend('POST /v1/linkage/workflows/{workflowId}/restart')
  const restart = async (): Promise<void> => {
    await send.mutateAsync({ path: { workflowId } })
    setAsked(false)
    say({ text: t('staff.workflows.restarted') })
  }
  return (
    <>
      {hasFailed && <Button onClick={() => setAsked(true)}>{t('staff.workflows.restart')}</Button>}
      <Dialog title={t('staff.workflows.restartAsk')} isOpen={isAsked} onClose={() => setAsked(false)}>
        <Form onSubmit={restart}>
          <p>{t('staff.workflows.restartWhat')}</p>
          <Button>{t('staff.workflows.restart')}</Button>
        </Form>
      </Dialog>
    </>
  )
}
