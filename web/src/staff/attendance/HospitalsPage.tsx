// The hospitals of a chain beside each other: patients seen, waiting times, absences, and hours on view that are old.
import { Link } from 'wouter'
import { href, useFilters } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import { useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import type { Column } from '../../ui/columns.ts'
import { Listing } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { countColumns } from './columns.tsx'
import { type Days, DaysChoice, dayReaders, readDays } from './days.tsx'

type Hospital = Answer<'GET /v1/appointments/attendance/hospitals'>['items'][number]

export default function HospitalsPage() {
  const { t } = useText()
  const { filters, change } = useFilters(dayReaders)
  const days = readDays(filters)
  const list = useList('GET /v1/appointments/attendance/hospitals', { ...days })
  return (
    <StaffPage title={t('staff.attendance.hospitals.title')}>
      <p className="soft">{t('staff.attendance.what')}</p>
      <DaysChoice days={days} onChoose={change} />
      <Listing
        stacks
        caption={t('staff.attendance.hospitals.title')}
        list={list}
        keyOf={({ facilityId }) => facilityId}
        file="hospitals"
        none={{
          icon: 'building-hospital',
          title: t('staff.attendance.hospitals.none'),
          text: t('staff.attendance.hospitals.noneNext'),
        }}
        columns={columnsOf(days)}
      />
    </StaffPage>
  )
}

const attendanceOf = (facilityId: string, days: Days): string => href(`/staff/hospitals/${facilityId}`, { ...days })

const columnsOf = (days: Days): readonly Column<Hospital>[] => [
  {
    key: 'name',
    text: ({ name }) => name,
    header: 'staff.attendance.hospitals.one',
    draw: ({ name, facilityId, district }) => (
      <span>
        <Link href={attendanceOf(facilityId, days)}>{name}</Link> <span className="soft">{district}</span>
      </span>
    ),
  },
  { key: 'district', text: ({ district }) => district },
  ...countColumns<Hospital>(({ facilityId }) => attendanceOf(facilityId, days)),
  { key: 'doctors', text: ({ doctors }) => doctors, header: 'staff.doctors.menu', isNumber: true, isDim: true },
  {
    key: 'oldViews',
    text: ({ oldViews }) => oldViews,
    header: 'staff.attendance.oldViews',
    isNumber: true,
    draw: ({ oldViews, facilityId }, { format }) =>
      oldViews === 0 ? (
        format.number(0)
      ) : (
        <Link className="tag tag-warning" href={`/staff/hospitals/${facilityId}/old-views`}>
          {format.number(oldViews)}
        </Link>
      ),
  },
]
