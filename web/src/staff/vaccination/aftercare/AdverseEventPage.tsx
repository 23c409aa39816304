// The report of an adverse event with its history. The staff of its centre correct, complete or cancel it here.
import '../centre.css'
import './aftercare.css'
import { useState } from 'react'
import { useParams } from 'wouter'
import type { Answer } from '../../../api/client.ts'
import * as limits from '../../../api/limits/post-vaccination-adverse-events-cancellation.ts'
import { postVaccinationAdverseEventsVersions } from '../../../api/limits/post-vaccination-adverse-events-versions.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount, useMay } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { SummaryList } from '../../../ui/SummaryList.tsx'
import { reason as reasonField } from '../../shell/reasons.tsx'
import { say } from '../../shell/Said.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { type AdverseEvent, ReportInputs, toDoseWords, useReportCheck, useReportFields } from './report-fields.tsx'
import { SeverityTag } from './SeverityTag.tsx'

const NAME = 'GET /v1/vaccination/adverse-events/{adverseEventId}'
type Seen = Answer<typeof NAME>

export default function AdverseEventPage() {
  const { t } = useText()
  const { adverseEventId } = useParams<{ adverseEventId: string }>()
  const { data, error, refetch } = useAnswer(NAME, { path: { adverseEventId } })
  return (
    <StaffPage key={adverseEventId} title={t('staff.aftercare.one')} back="/staff/adverse-events">
      {error && !data && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Report seen={data} />}
    </StaffPage>
  )
}

function Report({ seen }: { seen: Seen }) {
  const { t } = useText()
  const { facilityId } = useAccount()
  const mayReport = useMay('adverse-event.report')
  const [doing, setDoing] = useState<'correct' | 'cancel'>()
  const [last, ...before] = seen.versions
  if (!last) return null
  const start = (what: 'correct' | 'cancel') => (): void => setDoing(what)
  const finish = (how: 'changed' | 'cancelDone') => (): void => {
    setDoing(undefined)
    say({ text: t(`staff.aftercare.${how}`), ...(seen.patient && { detail: seen.patient.name }) })
  }
  const isOwn = mayReport && last.facilityId === facilityId
  return (
    <>
      {last.status === 'cancelled' && <Notice kind="warning" title={t('staff.aftercare.cancelledText')} />}
      {last.doseStatus === 'cancelled' && <Notice kind="warning" title={t('aftercare.doseCancelled')} />}
      <About seen={seen} last={last} />
      <Facts event={last} />
      {isOwn && doing === undefined && (
        <div className="event-actions no-print">
          <Button onClick={start('correct')}>{t('staff.aftercare.correct')}</Button>
          {last.status === 'reported' && (
            <Button kind="quiet" onClick={start('cancel')}>
              {t('staff.aftercare.cancel')}
            </Button>
          )}
        </div>
      )}
      {doing === 'correct' && <Correction last={last} onDone={finish('changed')} onBack={() => setDoing(undefined)} />}
      {doing === 'cancel' && (
        <Cancelling last={last} onDone={finish('cancelDone')} onBack={() => setDoing(undefined)} />
      )}
      <History versions={before} />
    </>
  )
}

/** Whom and which dose the report is about. */
function About({ seen: { patient, centre }, last }: { seen: Seen; last: AdverseEvent }) {
  const { t, format } = useText()
  return (
    <SummaryList
      rows={[
        ...(patient
          ? [
              {
                label: t('staff.aftercare.person'),
                value: `${patient.name} · ${patient.birthYear} · ${t(`staff.centre.gender.${patient.gender}`)}`,
              },
            ]
          : []),
        { label: t('staff.aftercare.dose'), value: t('staff.aftercare.doseGiven', toDoseWords(last)) },
        { label: t('staff.aftercare.givenAt'), value: format.instant(last.givenAt) },
        ...(centre
          ? [{ label: t('staff.aftercare.centre'), value: `${centre.name}, ${centre.district}, ${centre.state}` }]
          : []),
      ]}
    />
  )
}

/** What one version says. */
function Facts({ event }: { event: AdverseEvent }) {
  const { t, format } = useText()
  const { reactions, description, seriousBecause = [], treatment, reason } = event
  const optional = (label: string, value: string | undefined) =>
    value === undefined ? [] : [{ label: t(label), value }]
  return (
    <SummaryList
      rows={[
        { label: t('staff.aftercare.severitySeen'), value: <SeverityTag event={event} /> },
        ...(seriousBecause.length > 0
          ? [
              {
                label: t('staff.aftercare.becauseSeen'),
                value: seriousBecause.map((each) => t(`aftercare.because.${each}`)).join(', '),
              },
            ]
          : []),
        { label: t('staff.aftercare.onsetAt'), value: format.instant(event.onsetAt) },
        {
          label: t('staff.aftercare.reactionsSeen'),
          value: reactions.map((reaction) => t(`aftercare.reactions.${reaction}`)).join(', '),
        },
        ...optional('staff.aftercare.description', description),
        ...optional('staff.aftercare.treatmentSeen', treatment),
        { label: t('staff.aftercare.outcomeSeen'), value: t(`aftercare.outcomes.${event.outcome}`) },
        { label: t('staff.aftercare.toldBySeen'), value: t(`staff.aftercare.tellers.${event.toldBy}`) },
        { label: t('staff.aftercare.reportedAt'), value: format.instant(event.reportedAt) },
        ...optional('staff.aftercare.reason', reason),
      ]}
    />
  )
}

interface ChangeProps {
  readonly last: AdverseEvent
  readonly onDone: () => void
  readonly onBack: () => void
}

const USUAL = {
  correct: ['well', 'worse', 'more', 'wrong'],
  cancel: ['person', 'dose', 'twice', 'mistake'],
} as const

function Correction({ last: now, onDone, onBack }: ChangeProps) {
  const { t } = useText()
  // The form belongs to the version that the person saw. A newer one must not be overwritten unseen.
  const [last] = useState(now)
  const send = useSend('POST /v1/vaccination/adverse-events/{adverseEventId}/versions')
  const { adverseEventId, version, givenAt } = last
  const report = useReportFields({ givenAt, last })
  const reason = reasonField(postVaccinationAdverseEventsVersions, 'reason', {
    ...{ label: t('staff.aftercare.why'), hint: t('staff.aftercare.whyHint'), wrong: 'staff.aftercare.whyMissing' },
    usual: USUAL.correct.map((each) => t(`staff.aftercare.usual.${each}`)),
  })
  const [onset, reactions, description, severity, because, treatment, outcome, toldBy] = report
  return (
    <Form
      fields={[onset, reactions, description, severity, because, treatment, outcome, toldBy, reason]}
      check={useReportCheck()}
      onSubmit={async (body) => {
        await send.mutateAsync({ path: { adverseEventId }, body: { ...body, version } })
        onDone()
      }}
    >
      <h2>{t('staff.aftercare.correct')}</h2>
      <ReportInputs fields={report} />
      {reason.input}
      <div className="event-actions">
        <Button>{t('staff.aftercare.correctSave')}</Button>
        <Button kind="quiet" onClick={onBack}>
          {t('ui.back')}
        </Button>
      </div>
    </Form>
  )
}

function Cancelling({ last, onDone, onBack }: ChangeProps) {
  const { t } = useText()
  const [{ adverseEventId, version }] = useState(last)
  const send = useSend('POST /v1/vaccination/adverse-events/{adverseEventId}/cancellation')
  const reason = reasonField(limits.postVaccinationAdverseEventsCancellation, 'reason', {
    ...{ label: t('staff.aftercare.why'), wrong: 'staff.aftercare.whyMissing' },
    usual: USUAL.cancel.map((each) => t(`staff.aftercare.usual.${each}`)),
  })
  return (
    <Form
      fields={[reason]}
      onSubmit={async (body) => {
        await send.mutateAsync({ path: { adverseEventId }, body: { ...body, version } })
        onDone()
      }}
    >
      <h2>{t('staff.aftercare.cancel')}</h2>
      <p>{t('staff.aftercare.cancelText')}</p>
      {reason.input}
      <div className="event-actions">
        <Button kind="danger">{t('staff.aftercare.cancelSure')}</Button>
        <Button kind="quiet" onClick={onBack}>
          {t('ui.back')}
        </Button>
      </div>
    </Form>
  )
}

function History({ versions }: { versions: readonly AdverseEvent[] }) {
  const { t, format } = useText()
  if (versions.length === 0) return null
  return (
    <section>
      <h2>{t('staff.aftercare.history')}</h2>
      {versions.map((event) => (
        <details key={event.version}>
          <summary>
            {t('staff.aftercare.version', { version: event.version, at: format.instant(event.recordedAt) })}
          </summary>
          <Facts event={event} />
        </details>
      ))}
    </section>
  )
}
