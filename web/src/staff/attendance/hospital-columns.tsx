// The columns of the hospitals of a chain, for the page that compares them and for the home page of the chain.
import { Link } from 'wouter'
import { href } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import type { Column } from '../../ui/columns.ts'
import { countColumns } from './columns.tsx'
import type { Days } from './days.tsx'

type Hospital = Answer<'GET /v1/appointments/attendance/hospitals'>['items'][number]

const attendanceOf = (facilityId: string, days: Days): string => href(`/staff/hospitals/${facilityId}`, { ...days })

export const columnsOf = (days: Days): readonly Column<Hospital>[] => [
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
