// The visits of the family to doctors: when, where, with whom, and what the doctor wrote and signed.
import { useState } from 'react'
import { Link } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { useList } from '../../api/lists.ts'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import { type Member, useMembers } from '../patients/family.ts'
import '../audit/readers.css'

type Listed = Answer<'GET /v1/patients/{patientId}/visits'>['items'][number]
type Whole = Answer<'GET /v1/visits/{visitId}'>
type Signed = Whole['notes'][number]

export default function VisitsPage() {
  const { t } = useText()
  const members = useMembers()
  return (
    <Page title={t('visits.title')} back="/account/records" isPersonal>
      <p>{t('visits.intro')}</p>
      {members.error ? (
        <Failure error={members.error} onRetry={members.retry} />
      ) : members.data ? (
        members.data.map((member) => <VisitsOf key={member.patientId} member={member} />)
      ) : (
        <Loading />
      )}
      <p>
        <Link href="/account/visits/grants">{t('visits.toGrants')}</Link>
      </p>
      <p>
        <Link href="/account/readers">{t('visits.toReaders')}</Link>
      </p>
    </Page>
  )
}

function VisitsOf({ member: { patientId, name } }: { member: Member }) {
  const { t } = useText()
  const list = useList('GET /v1/patients/{patientId}/visits', {}, { patientId })
  return (
    <section className="readers">
      <h2>{name}</h2>
      <Findings patientId={patientId} />
      {list.error !== null && <Failure error={list.error} onRetry={list.again} />}
      {list.items === undefined && list.error === null && <Loading />}
      {list.items?.length === 0 && <p>{t('visits.none', { name })}</p>}
      <ul className="plain">
        {list.items?.map((visit) => (
          <Visit key={visit.visitId} visit={visit} />
        ))}
      </ul>
      {list.more && (
        <Button kind="quiet" onClick={list.more}>
          {t('visits.more')} <span className="visually-hidden">{name}</span>
        </Button>
      )}
    </section>
  )
}

/** What every doctor of the person is shown first. */
function Findings({ patientId }: { patientId: string }) {
  const { t } = useText()
  const { data } = useAnswer('GET /v1/patients/{patientId}/record', { path: { patientId } })
  const active = [...(data?.allergies ?? []), ...(data?.problems ?? [])].filter(({ status }) => status === 'active')
  if (active.length === 0) return null
  const wordOf = ({ kind, isNone, name = '' }: (typeof active)[number]): string =>
    isNone ? t('visits.noAllergy') : t(`visits.finding.${kind}`, { name })
  return <p>{active.map(wordOf).join('; ')}</p>
}

function Visit({ visit }: { visit: Listed }) {
  const { t, format } = useText()
  const { visitId, date, doctorName, facilityName, diagnoses, noteVersion } = visit
  const [isOpen, setOpen] = useState(false)
  return (
    <li className="reader">
      <p>
        <strong>
          <time dateTime={date}>{format.fullDay(date)}</time>
        </strong>
      </p>
      <p>{doctorName === undefined ? facilityName : t('visits.with', { doctor: doctorName, place: facilityName })}</p>
      {diagnoses.length > 0 && <p>{diagnoses.map(({ name }) => name).join(', ')}</p>}
      {noteVersion === 0 ? (
        <p className="soft">{t('visits.unsigned')}</p>
      ) : (
        <details className="reader-ask" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary>
            {t('visits.read')} <span className="visually-hidden">{format.fullDay(date)}</span>
          </summary>
          {isOpen && <WholeNote visitId={visitId} />}
        </details>
      )}
    </li>
  )
}

function WholeNote({ visitId }: { visitId: string }) {
  const { t } = useText()
  const { data, error, refetch } = useAnswer('GET /v1/visits/{visitId}', { path: { visitId } })
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  const [newest, ...earlier] = data.notes
  return (
    <>
      {newest && <NoteText signed={newest} />}
      {earlier.length > 0 && <p className="soft">{t('visits.corrected', { count: earlier.length })}</p>}
    </>
  )
}

function NoteText({ signed }: { signed: Signed }) {
  const { t, format } = useText()
  const { complaints, examination, diagnoses = [], advice, referral } = signed.note
  const parts = [
    ['complaints', complaints],
    ['examination', examination],
    ['diagnoses', diagnoses.map(({ name, icd10 }) => (icd10 === undefined ? name : `${name} (${icd10})`)).join('\n')],
    ['advice', advice],
    ['referral', referral && [referral.to, referral.because].filter(Boolean).join('\n')],
  ] as const
  return (
    <>
      <dl className="own-note">
        {parts.map(([part, said]) =>
          said === undefined || said === '' ? null : (
            <div key={part}>
              <dt>{t(`visits.parts.${part}`)}</dt>
              <dd>{said}</dd>
            </div>
          ),
        )}
      </dl>
      <p className="soft">
        {t('visits.signed', {
          ...{ name: signed.doctorName, council: signed.council, number: signed.registrationNo },
          time: format.instant(signed.signedAt),
        })}
      </p>
      {signed.amends !== undefined && <p className="soft">{t('visits.because', { reason: signed.amends })}</p>}
    </>
  )
}
