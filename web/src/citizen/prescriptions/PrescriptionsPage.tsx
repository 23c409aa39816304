// The prescriptions of the family: how to take each medicine, what is left to collect, and the paper for any pharmacy.
import { useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { useList } from '../../api/lists.ts'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Page } from '../../ui/Page.tsx'
import { Prints } from '../../ui/Prints.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { type Member, useMembers } from '../patients/family.ts'
import '../audit/readers.css'

type Listed = Answer<'GET /v1/prescriptions'>['items'][number]
type Whole = Answer<'GET /v1/prescriptions/{prescriptionId}'>
type Line = Whole['lines'][number]

export default function PrescriptionsPage() {
  const { t } = useText()
  const members = useMembers()
  return (
    <Page title={t('prescriptions.title')} back="/account/records" isPersonal>
      <p>{t('prescriptions.intro')}</p>
      {members.error ? (
        <Failure error={members.error} onRetry={members.retry} />
      ) : members.data ? (
        members.data.map((member) => <PrescriptionsOf key={member.patientId} member={member} />)
      ) : (
        <Loading />
      )}
    </Page>
  )
}

function PrescriptionsOf({ member: { patientId, name } }: { member: Member }) {
  const { t } = useText()
  const list = useList('GET /v1/prescriptions', { patient: patientId })
  const current = list.items?.filter(({ status }) => status === 'SIGNED') ?? []
  const past = list.items?.filter(({ status }) => status !== 'SIGNED') ?? []
  return (
    <section className="readers">
      <h2>{name}</h2>
      {list.error !== null && <Failure error={list.error} onRetry={list.again} />}
      {list.items === undefined && list.error === null && <Loading />}
      {list.items?.length === 0 && <p>{t('prescriptions.none', { name })}</p>}
      <ul className="plain">
        {current.map((one) => (
          <One key={one.prescriptionId} listed={one} />
        ))}
      </ul>
      {past.length > 0 && (
        <>
          <h3>{t('prescriptions.past')}</h3>
          <ul className="plain">
            {past.map((one) => (
              <One key={one.prescriptionId} listed={one} />
            ))}
          </ul>
        </>
      )}
      {list.more && (
        <Button kind="quiet" onClick={list.more}>
          {t('prescriptions.more')} <span className="visually-hidden">{name}</span>
        </Button>
      )}
    </section>
  )
}

/** The whole one is read only when somebody opens it. What is left to collect stands before that. */
function One({ listed }: { listed: Listed }) {
  const { t, format } = useText()
  const { prescriptionId, status, signedAt, doctorName, facilityName, medicines, validUntil, reference } = listed
  const [isOpen, setOpen] = useState(false)
  const left = medicines.filter((medicine) => medicine.left > 0)
  return (
    <li className="reader">
      <p>
        <strong>{medicines.map(({ name }) => name).join(', ')}</strong>{' '}
        {status !== 'SIGNED' && <Tag kind="warning">{t(`prescriptions.status.${status}`)}</Tag>}
      </p>
      <p className="soft">
        {t('prescriptions.by', { doctor: doctorName, place: facilityName, time: format.instant(signedAt) })}
      </p>
      {status === 'SIGNED' && (
        <p>
          {left.length === 0
            ? t('prescriptions.nothingLeft')
            : t('prescriptions.left', { count: left.length, day: format.fullDay(validUntil) })}
        </p>
      )}
      <details className="reader-ask" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          {t('prescriptions.how')} <span className="visually-hidden">{reference}</span>
        </summary>
        {isOpen && <WholeOne prescriptionId={prescriptionId} reference={reference} />}
      </details>
    </li>
  )
}

function WholeOne({ prescriptionId, reference }: { prescriptionId: string; reference: string }) {
  const { t } = useText()
  const path = { prescriptionId }
  const { data, error, refetch } = useAnswer('GET /v1/prescriptions/{prescriptionId}', { path })
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  const { status, lines, version, amends, stopReason, doctor, repeats } = data
  return (
    <>
      <ul className="plain">
        {lines.map((line) => (
          <Taking key={line.lineKey} line={line} {...{ repeats }} isCurrent={status === 'SIGNED'} />
        ))}
      </ul>
      {repeats > 0 && <p>{t('prescriptions.again', { count: repeats })}</p>}
      {amends !== undefined && <p className="soft">{t('prescriptions.changed', { version, reason: amends })}</p>}
      {stopReason !== undefined && <p>{t('prescriptions.stopped', { reason: stopReason })}</p>}
      {status === 'SIGNED' && <p>{t('prescriptions.show', { reference })}</p>}
      <p className="soft">
        {t('prescriptions.signed', { name: doctor.name, council: doctor.council, number: doctor.registrationNo })}
      </p>
      <Prints
        name="GET /v1/prescriptions/{prescriptionId}/print"
        request={{ path }}
        fileName={`prescription-${reference}`}
      />
    </>
  )
}

const DAY_TIMES = ['morning', 'noon', 'evening', 'night'] as const

interface TakingProps {
  readonly line: Line
  /** How often it may be filled again. */
  readonly repeats: number
  readonly isCurrent: boolean
}

function Taking({ line, repeats, isCurrent }: TakingProps) {
  const { t, format } = useText()
  const { genericName, route, times, days, instructions, left, dispensed, returned, quantity, unit } = line
  const how =
    'asNeeded' in times
      ? t('prescriptions.asNeeded', { most: format.number(times.perDayMax) })
      : DAY_TIMES.filter((time) => times[time] > 0)
          .map((time) => t(`prescriptions.times.${time}`, { portion: format.number(times[time]) }))
          .join(', ')
  return (
    <li className="reader">
      <p>
        <strong>{genericName}</strong>
      </p>
      <p>
        {route !== 'oral' && route !== 'other' && `${t(`prescriptions.ways.${route}`)}; `}
        {how}; {t('prescriptions.days', { count: days })}
      </p>
      {instructions !== undefined && <p>{instructions}</p>}
      <p className="soft">
        {t('prescriptions.given', { given: dispensed - returned, all: quantity * (1 + repeats), unit })}{' '}
        {isCurrent && left > 0 && t('prescriptions.lineLeft', { left, unit })}
      </p>
    </li>
  )
}
