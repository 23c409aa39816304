// Which doctors opened records in an emergency at this hospital, for its administrators.
import type { Answer } from '../../api/client.ts'
import { useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import type { Column } from '../../ui/columns.ts'
import { Listing } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'

type Emergency = Answer<'GET /v1/visits/emergencies'>['items'][number]

export default function EmergenciesPage() {
  const { t } = useText()
  const { facilityId = '' } = useAccount()
  const list = useList('GET /v1/visits/emergencies', { facility: facilityId, limit: 50 })
  return (
    <StaffPage title={t('staff.emergencies.title')}>
      <p className="soft">{t('staff.emergencies.intro')}</p>
      <Listing
        none={{ icon: 'bolt', title: t('staff.emergencies.none'), text: t('staff.emergencies.noneWhy') }}
        stacks
        caption={t('staff.emergencies.title')}
        list={list}
        keyOf={({ careId }) => careId}
        file="emergencies"
        columns={COLUMNS}
      />
    </StaffPage>
  )
}

const COLUMNS: readonly Column<Emergency>[] = [
  { key: 'careId', text: ({ careId }) => careId },
  { key: 'accountId', text: ({ accountId }) => accountId },
  {
    key: 'at',
    text: ({ at }) => at,
    header: 'staff.emergencies.at',
    draw: ({ at }, { format }) => format.moment(at),
  },
  {
    key: 'doctorName',
    text: ({ doctorName }) => doctorName ?? '',
    header: 'staff.emergencies.who',
    draw: ({ doctorName: name }, { t }) =>
      name === undefined ? t('staff.emergencies.unnamed') : t('staff.appointments.doctor', { name }),
  },
  { key: 'initials', text: ({ initials }) => initials, header: 'staff.emergencies.patient' },
  { key: 'reason', text: ({ reason }) => reason, header: 'staff.emergencies.reason' },
  {
    key: 'until',
    text: ({ until }) => until,
    header: 'staff.emergencies.until',
    isDim: true,
    draw: ({ until }, { format }) => format.moment(until),
  },
  { key: 'patientId', text: ({ patientId }) => patientId, header: 'staff.emergencies.number', isDim: true },
]
