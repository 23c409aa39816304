// One visit: the banner of the patient, vitals, the note, the follow-up, and the end.
import './visits.css'
import { type Ref, useRef, useState } from 'react'
import { useParams } from 'wouter'
import { useAnswer, useSend } from '../../api/queries.ts'
import { addDays, today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { useMay } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { ResultsPart } from '../diagnostics/ResultsPart.tsx'
import { DocumentsPart } from '../documents/DocumentsPart.tsx'
import { TableSkeleton } from '../lists/Skeleton.tsx'
import { PrescriptionsPart } from '../prescriptions/signing/PrescriptionsPart.tsx'
import { SigningPart } from '../prescriptions/signing/SigningPart.tsx'
import type { NoteHandle } from '../prescriptions/signing/use-signing.ts'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { useShortcuts } from '../shell/shortcuts.ts'
import { Banner, type PatientRecord } from './Banner.tsx'
import { NextPatient } from './NextPatient.tsx'
import { NoteEditor } from './NoteEditor.tsx'
import { SignedNote } from './SignedNote.tsx'
import { VitalsPart } from './VitalsPart.tsx'
import { type Visit, VisitState } from './words.tsx'

export default function VisitPage() {
  const { t } = useText()
  const { visitId = '' } = useParams<{ visitId: string }>()
  const visit = useAnswer('GET /v1/visits/{visitId}', { path: { visitId } })
  const { patientId } = visit.data ?? {}
  const record = useAnswer(
    'GET /v1/patients/{patientId}/record',
    { path: { patientId: patientId ?? '' } },
    { enabled: patientId !== undefined },
  )
  const error = visit.error ?? record.error
  const isThere = visit.data !== undefined && record.data !== undefined
  return (
    <StaffPage
      title={t('staff.visits.one')}
      heading={record.data?.patient.name ?? t('staff.visits.one')}
      back="/staff/visits"
      actions={
        <div className="list-actions">
          {visit.data && <VisitState status={visit.data.status} />}
          <NextPatient visit={visit.data} />
        </div>
      }
    >
      {error && !isThere && <Failure error={error} onRetry={() => void (visit.error ? visit : record).refetch()} />}
      {!isThere && !error && <TableSkeleton />}
      {visit.data && record.data && <Parts key={visitId} visit={visit.data} record={record.data} />}
    </StaffPage>
  )
}

function Parts({ visit, record }: { visit: Visit; record: PatientRecord }) {
  const mayTreat = useMay('visit.treat')
  const mayTake = useMay('vitals.take')
  const mayNote = useMay('finding.note')
  const mayPrescribe = useMay('prescription.sign') && visit.status !== 'VOID'
  const note = useRef<NoteHandle>(null)
  const sign = useRef<() => void>(() => undefined)
  const { name } = record.patient
  return (
    <>
      <Banner record={record} mayNote={mayNote} />
      {mayTreat && visit.kind === 'tele' && visit.consentAt === undefined && <Consent visitId={visit.visitId} />}
      <div className="visit-parts">
        <div>
          <NotePart visit={visit} mayTreat={mayTreat} note={note} onSign={() => sign.current()} />
          {mayTreat && mayPrescribe && <SigningPart visit={visit} patientName={name} note={note} sign={sign} />}
        </div>
        <div>
          <PrescriptionsPart patientId={visit.patientId} visitId={visit.visitId} />
          <VitalsPart visit={visit} patientName={name} mayTake={mayTake} />
          {mayTreat && <ResultsPart patientId={visit.patientId} />}
          <DocumentsPart patientId={visit.patientId} visitId={visit.visitId} />
          {mayTreat && <FollowUp visit={visit} patientName={name} />}
          {mayTreat && <Closing visit={visit} patientName={name} />}
        </div>
      </div>
    </>
  )
}

function Consent({ visitId }: { visitId: string }) {
  const { t } = useText()
  const send = useSend('POST /v1/visits/{visitId}/consent')
  const give = (by: 'patient' | 'guardian') => () => send.mutate({ path: { visitId }, body: { by } })
  return (
    <Notice kind="warning" title={t('staff.visits.consent.title')}>
      <p>{t('staff.visits.consent.text')}</p>
      {send.error && <Failure error={send.error} />}
      <div className="list-actions">
        <Button onClick={give('patient')}>{t('staff.visits.consent.patient')}</Button>
        <Button kind="quiet" onClick={give('guardian')}>
          {t('staff.visits.consent.guardian')}
        </Button>
      </div>
    </Notice>
  )
}

interface PartProps {
  readonly visit: Visit
  readonly patientName: string
}

interface NotePartProps {
  readonly visit: Visit
  readonly mayTreat: boolean
  readonly note: Ref<NoteHandle>
  readonly onSign: () => void
}

function NotePart({ visit, mayTreat, note, onSign }: NotePartProps) {
  const { t } = useText()
  const isSigned = visit.notes.length > 0
  const [isCorrecting, setCorrecting] = useState(isSigned && visit.draft !== undefined)
  const isWriting = mayTreat && visit.status !== 'VOID' && (!isSigned || isCorrecting)
  return (
    <section className="visit-part">
      <h2>{t('staff.visits.note.title')}</h2>
      {!isSigned && !mayTreat && <p className="soft">{t('staff.visits.note.none')}</p>}
      {isWriting && (
        <NoteEditor
          key={visit.noteVersion}
          visit={visit}
          isCorrection={isSigned}
          onSigned={() => setCorrecting(false)}
          onSign={onSign}
          handle={note}
        />
      )}
      {visit.notes.map((signed) => (
        <SignedNote key={signed.version} signed={signed} />
      ))}
      {mayTreat && isSigned && !isCorrecting && (
        <Button kind="quiet" onClick={() => setCorrecting(true)}>
          {t('staff.visits.note.correct')}
        </Button>
      )}
    </section>
  )
}

const WEEKS = [1, 2, 4, 12] as const
const WEEK_DAYS = 7

function FollowUp({ visit: { visitId, followUp }, patientName }: PartProps) {
  const { t, format } = useText()
  const wish = useSend('PUT /v1/visits/{visitId}/follow-up')
  const drop = useSend('DELETE /v1/visits/{visitId}/follow-up')
  const path = { visitId }
  const isLive = followUp !== undefined && followUp.status !== 'DROPPED'
  const wishIn = async (weeks: number): Promise<void> => {
    const on = addDays(today(), weeks * WEEK_DAYS)
    await wish.mutateAsync({ path, body: { on } })
    const undo = () => drop.mutateAsync({ path })
    say({ text: t('staff.visits.said.wished'), detail: `${patientName}, ${format.fullDay(on)}`, undo })
  }
  const run = (weeks: number) => () => void wishIn(weeks).catch(() => undefined)
  useShortcuts(t('staff.visits.followUp.title'), [
    { keys: 'f', label: t('staff.visits.followUp.weeks', { count: 2 }), run: run(2) },
  ])
  return (
    <section className="visit-part">
      <h2>{t('staff.visits.followUp.title')}</h2>
      {isLive && (
        <p>
          {format.fullDay(followUp.on)}, {t(`staff.visits.followUp.status.${followUp.status}`)}
        </p>
      )}
      {(wish.error ?? drop.error) && <Failure error={wish.error ?? drop.error} />}
      <div className="list-actions no-print">
        {WEEKS.map((weeks) => (
          <Button key={weeks} kind="quiet" onClick={run(weeks)}>
            {t('staff.visits.followUp.weeks', { count: weeks })}
          </Button>
        ))}
        {isLive && (
          <Button kind="quiet" onClick={() => drop.mutate({ path })}>
            {t('staff.visits.followUp.drop')}
          </Button>
        )}
      </div>
    </section>
  )
}

function Closing({ visit: { visitId, status, kind, consentAt }, patientName }: PartProps) {
  const { t } = useText()
  const send = useSend('POST /v1/visits/{visitId}/closure')
  if (status !== 'OPEN' && status !== 'IN_PROGRESS') return null
  if (kind === 'tele' && consentAt === undefined) return null
  const close = async (): Promise<void> => {
    await send.mutateAsync({ path: { visitId } })
    say({ text: t('staff.visits.said.closed'), detail: patientName })
  }
  return (
    <section className="visit-part no-print">
      {send.error && <Failure error={send.error} />}
      <Button kind="quiet" onClick={() => void close().catch(() => undefined)}>
        {t('staff.visits.close')}
      </Button>
    </section>
  )
}
