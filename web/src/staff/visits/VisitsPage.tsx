// The visits of a day: for a doctor the own patients, for nurses everybody who is here.
import { Link } from 'wouter'
import { reader, useFilters } from '../../address.ts'
import { getVisits } from '../../api/limits/get-visits.ts'
import { useList } from '../../api/lists.ts'
import { today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount, useMay } from '../../session/session.ts'
import type { Column } from '../../ui/columns.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Listing } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { NextPatient } from './NextPatient.tsx'
import { type ListedVisit, VisitState } from './words.tsx'

const readers = { day: reader(getVisits.day) }

export default function VisitsPage() {
  const { t, format } = useText()
  const { facilityId = '' } = useAccount()
  const { filters } = useFilters(readers)
  const mayDeclare = useMay('emergency.declare')
  const day = filters.day ?? today()
  const list = useList('GET /v1/visits', { facility: facilityId, day, limit: 50 })
  return (
    <StaffPage
      title={t('staff.visits.title')}
      actions={
        <div className="list-actions no-print">
          <NextPatient />
          {mayDeclare && (
            <Link className="button button-quiet" href="/staff/visits/emergency">
              <Icon name="bolt" /> {t('staff.emergencies.declare.title')}
            </Link>
          )}
        </div>
      }
    >
      <p className="soft">{format.fullDay(day)}</p>
      <Listing
        none={{ icon: 'clipboard-list', title: t('staff.visits.none'), text: t('staff.visits.noneWhy') }}
        stacks
        caption={t('staff.visits.title')}
        list={list}
        keyOf={({ visitId }) => visitId}
        file="visits"
        columns={COLUMNS}
      />
    </StaffPage>
  )
}

const COLUMNS: readonly Column<ListedVisit>[] = [
  { key: 'visitId', text: ({ visitId }) => visitId },
  {
    key: 'openedAt',
    text: ({ openedAt }) => openedAt,
    header: 'staff.visits.arrived',
    draw: ({ openedAt }, { format }) => format.time(openedAt),
  },
  {
    key: 'patient',
    text: ({ patient }) => patient?.name ?? '',
    header: 'staff.visits.patient',
    draw: ({ visitId, patient }, { t }) => (
      <Link href={`/staff/visits/${visitId}`}>{patient?.name ?? t('staff.visits.unnamed')}</Link>
    ),
  },
  {
    key: 'doctorName',
    text: ({ doctorName }) => doctorName ?? '',
    header: 'staff.visits.doctor',
    isDim: true,
    draw: ({ doctorName: name }, { t }) => name !== undefined && t('staff.appointments.doctor', { name }),
  },
  {
    key: 'kind',
    text: ({ kind }) => kind,
    header: 'staff.visits.kind',
    isDim: true,
    draw: ({ kind }, { t }) => t(`staff.visits.kinds.${kind}`),
  },
  {
    key: 'hasVitals',
    text: ({ hasVitals }) => String(hasVitals),
    header: 'staff.visits.vitals.title',
    draw: ({ hasVitals }, { t }) => t(hasVitals ? 'staff.visits.vitals.taken' : 'staff.visits.vitals.missing'),
  },
  {
    key: 'status',
    text: ({ status }) => status,
    header: 'staff.visits.state',
    draw: ({ status }) => <VisitState status={status} />,
  },
]
