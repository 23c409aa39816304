// The doctors of a hospital whose hours on view are older than a day: patients book by them until they are read again.
import { useParams } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import type { Column } from '../../ui/columns.ts'
import { HospitalName } from '../doctors/words.tsx'
import { Listing, wholeList } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'

type OldView = Answer<'GET /v1/appointments/attendance/old-views'>['items'][number]

const LIMIT = 100

export default function OldViewsPage() {
  const { t } = useText()
  const { facilityId } = useParams<{ facilityId: string }>()
  const query = { facility: facilityId, limit: LIMIT }
  const answer = useAnswer('GET /v1/appointments/attendance/old-views', { query })
  return (
    <StaffPage title={t('staff.attendance.views.title')} back="/staff/hospitals">
      <p>
        <strong>
          <HospitalName facilityId={facilityId} />
        </strong>
      </p>
      <p className="soft">{t('staff.attendance.views.what')}</p>
      <Listing
        stacks
        caption={t('staff.attendance.views.title')}
        list={wholeList(answer.data?.items, answer)}
        keyOf={({ doctorId }) => doctorId}
        file="old-views"
        none={{
          icon: 'circle-check',
          title: t('staff.attendance.views.none'),
          text: t('staff.attendance.views.noneNext'),
        }}
        columns={COLUMNS}
      />
    </StaffPage>
  )
}

const COLUMNS: readonly Column<OldView>[] = [
  {
    key: 'doctor',
    header: 'staff.doctors.one',
    text: ({ name }) => name,
    draw: ({ name }, { t }) => t('staff.appointments.doctor', { name }),
  },
  {
    key: 'pulledAt',
    header: 'staff.attendance.views.pulledAt',
    text: ({ pulledAt }) => pulledAt,
    draw: ({ pulledAt }, { format }) => format.instant(pulledAt),
  },
  {
    key: 'throughOn',
    header: 'staff.attendance.views.throughOn',
    text: ({ throughOn }) => throughOn,
    draw: ({ throughOn }, { format }) => format.day(throughOn),
  },
  {
    key: 'failedAt',
    header: 'staff.attendance.views.failedAt',
    isDim: true,
    text: ({ failedAt }) => failedAt,
    draw: ({ failedAt }, { format }) => failedAt !== undefined && format.instant(failedAt),
  },
]
