// The prescriptions of a patient, those of this visit first, each with what was given of it.
import { Link } from 'wouter'
import type { Answer } from '../../../api/client.ts'
import { useList } from '../../../api/lists.ts'
import { useText } from '../../../i18n/language.ts'
import { Failure } from '../../../ui/outcomes.tsx'
import { Tag, type TagKind } from '../../../ui/Tag.tsx'
import { More } from '../../lists/Listing.tsx'
import './signing.css'

type Listed = Answer<'GET /v1/prescriptions'>['items'][number]

const KINDS: Readonly<Record<Listed['status'], TagKind>> = { SIGNED: 'good', STOPPED: 'error', EXPIRED: 'plain' }

interface PrescriptionsPartProps {
  readonly patientId: string
  readonly visitId: string
}

export function PrescriptionsPart({ patientId, visitId }: PrescriptionsPartProps) {
  const { t } = useText()
  const list = useList('GET /v1/prescriptions', { patient: patientId, limit: 20 })
  const items = (list.items ?? []).toSorted((a, b) => Number(b.visitId === visitId) - Number(a.visitId === visitId))
  return (
    <section className="visit-part">
      <h2>{t('staff.prescribing.all')}</h2>
      {list.error !== null && <Failure error={list.error} onRetry={list.again} />}
      {list.items?.length === 0 && <p className="soft">{t('staff.prescribing.none')}</p>}
      <ul className="plain">
        {items.map((one) => (
          <One key={one.prescriptionId} listed={one} isOfVisit={one.visitId === visitId} />
        ))}
      </ul>
      <More list={list} />
    </section>
  )
}

function One({ listed, isOfVisit }: { listed: Listed; isOfVisit: boolean }) {
  const { t, format } = useText()
  const { prescriptionId, reference, status, signedAt, doctorName, medicines, fulfilment, version } = listed
  return (
    <li className="rx-line">
      <p>
        <Link href={`/staff/prescriptions/signed/${prescriptionId}`}>{reference}</Link>{' '}
        <Tag kind={KINDS[status]}>{t(`staff.prescribing.status.${status}`)}</Tag>{' '}
        {version > 1 && <Tag kind="warning">{t('staff.prescribing.version', { version })}</Tag>}
      </p>
      <p>{medicines.map(({ name }) => name).join(', ')}</p>
      <p className="soft">
        {isOfVisit ? t('staff.prescribing.ofVisit') : t('staff.appointments.doctor', { name: doctorName })},{' '}
        {format.moment(signedAt)}, {t(`staff.prescribing.given.${fulfilment}`)}
      </p>
    </li>
  )
}
