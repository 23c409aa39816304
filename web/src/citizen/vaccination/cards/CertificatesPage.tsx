// The certificates of a member of the family: to print in both languages, to save, to share, and to show on a phone.
import { lazy, Suspense, useEffect, useState } from 'react'
import { Link, useParams } from 'wouter'
import type { Answer } from '../../../api/client.ts'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { saveFile } from '../../../save-file.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { SummaryList } from '../../../ui/SummaryList.tsx'
import { CODE_START, toDigits } from './card-code.ts'
import './cards.css'

type Answered = Answer<'GET /v1/patients/{patientId}/certificates'>
type Certificate = Answered['items'][number]
type Uncertified = Answered['withoutCertificate'][number]
type Elsewhere = NonNullable<Certificate['elsewhere']>

const QrCode = lazy(() => import('../../../ui/QrCode.tsx'))

export default function CertificatesPage() {
  const { t } = useText()
  const { patientId = '' } = useParams()
  const { data, error, refetch } = useAnswer('GET /v1/patients/{patientId}/certificates', { path: { patientId } })
  const [printed, setPrinted] = useState<string>()
  useEffect(() => {
    if (printed === undefined) return
    print()
    setPrinted(undefined)
  }, [printed])
  return (
    <Page title={t('certificate.title')} back="/account/doses" isPersonal>
      <p className="no-print">
        {t('certificate.intro')} <Link href="/verify">{t('certificate.toVerify')}</Link>
      </p>
      {error && !data ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : data.items.length === 0 && data.withoutCertificate.length === 0 ? (
        <p>{t('certificate.none')}</p>
      ) : (
        data.items.toReversed().map((one) => {
          const { certificateId } = one
          const isLeftOut = printed !== undefined && printed !== certificateId
          return (
            <section key={certificateId} className={isLeftOut ? 'no-print' : undefined}>
              <Card certificate={one} />
              <Actions certificate={one} onPrint={() => setPrinted(certificateId)} />
            </section>
          )
        })
      )}
      {data && data.withoutCertificate.length > 0 && <Without doses={data.withoutCertificate} />}
    </Page>
  )
}

/** Doses whose evidence is too weak for a certificate, and what helps. */
function Without({ doses }: { doses: readonly Uncertified[] }) {
  const { t, format } = useText()
  return (
    <section className="no-print">
      <h2>{t('certificate.without.title')}</h2>
      <ul>
        {doses.map(({ doseId, course, dose, givenOn }) => (
          <li key={doseId}>{t('certificate.without.dose', { course, dose, day: format.day(givenOn) })}</li>
        ))}
      </ul>
      <p>{t('certificate.without.why')}</p>
    </section>
  )
}

function Card({ certificate }: { certificate: Certificate }) {
  const { t, format } = useText()
  const { name, birth, course, dose, doses, givenOn, reference, healthCard, elsewhere } = certificate
  // People in other countries read the day in figures.
  const day = (value: string): string => (value.length === 4 ? value : `${format.day(value)} (${value})`)
  const recorded = ({ recordedOn, recordedBy }: Elsewhere): string =>
    recordedBy === undefined
      ? t('certificate.elsewhere.imported', { day: day(recordedOn) })
      : t('certificate.elsewhere.by', { day: day(recordedOn), centre: recordedBy })
  const origin = elsewhere
    ? [
        { label: t('certificate.elsewhere.place'), value: elsewhere.place },
        { label: t('certificate.elsewhere.evidence'), value: t(`certificate.elsewhere.kinds.${elsewhere.evidence}`) },
        { label: t('certificate.elsewhere.recorded'), value: recorded(elsewhere) },
      ]
    : [
        { label: t('certificate.centre'), value: certificate.centre },
        { label: t('certificate.lot'), value: certificate.lot },
      ]
  return (
    <article className="certificate" aria-label={`${course} ${t('certificate.doseOf', { dose, doses })}`}>
      {/* The heading of the page says it on a screen; paper has no such heading. */}
      <p className="only-print certificate-kind">{t('certificate.of')}</p>
      <h2 className="certificate-course">{course}</h2>
      {elsewhere && <p>{t('certificate.elsewhere.statement')}</p>}
      <SummaryList
        rows={[
          { label: t('certificate.name'), value: <strong>{name}</strong> },
          { label: t('certificate.birth'), value: day(birth) },
          { label: t('certificate.vaccine'), value: certificate.vaccineName },
          { label: t('certificate.maker'), value: certificate.manufacturer },
          { label: t('certificate.dose'), value: t('certificate.doseOf', { dose, doses }) },
          { label: t('certificate.day'), value: day(givenOn) },
          ...origin,
          { label: t('certificate.number'), value: reference },
        ]}
      />
      <div className="certificate-code">
        <Suspense>
          <QrCode text={CODE_START} digits={toDigits(healthCard)} label={t('certificate.code')} />
        </Suspense>
      </div>
      <p className="soft">{t('certificate.check', { address: `${location.host}/verify` })}</p>
    </article>
  )
}

function Actions({ certificate, onPrint }: { certificate: Certificate; onPrint: () => void }) {
  const { t } = useText()
  const [word, setWord] = useState<'copied' | 'saved' | 'notShared'>()
  const { healthCard, reference } = certificate
  const share = async (): Promise<void> => {
    // The part after # stays in the browser: the server never sees the card.
    const url = `${location.origin}/verify#${CODE_START}${toDigits(healthCard)}`
    if ('share' in navigator) {
      await navigator.share({ title: t('certificate.shareTitle'), url })
    } else {
      await (navigator as Navigator).clipboard.writeText(url)
      setWord('copied')
    }
  }
  const save = (): void => {
    const text = JSON.stringify({ verifiableCredential: [healthCard] })
    saveFile(`${reference}.smart-health-card`, new Blob([text], { type: 'application/smart-health-card' }))
    setWord('saved')
  }
  const tellFailure = (error: unknown): void => {
    // Who closes the dialog of sharing knows it.
    if ((error as Error).name !== 'AbortError') setWord('notShared')
  }
  return (
    <div className="no-print">
      <div className="card-actions">
        <Button onClick={onPrint}>{t('certificate.print')}</Button>
        <Button kind="quiet" onClick={save}>
          {t('certificate.save')}
        </Button>
        <Button kind="quiet" onClick={() => void share().catch(tellFailure)}>
          {t('certificate.share')}
        </Button>
      </div>
      <div role="status">
        {word !== undefined && (
          <Notice kind={word === 'notShared' ? 'warning' : 'good'} title={t(`certificate.${word}`)} />
        )}
      </div>
    </div>
  )
}
