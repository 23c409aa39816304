// The hospitals of a chain beside each other: patients seen, waiting times, absences, and hours on view that are old.
import { useFilters } from '../../address.ts'
import { useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { Listing } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { DaysChoice, dayReaders, readDays } from './days.tsx'
import { columnsOf } from './hospital-columns.tsx'

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
