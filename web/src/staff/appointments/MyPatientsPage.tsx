// The own day of a doctor: the own patients by time, with the step that comes next.
import '../vaccination/centre.css'
import '../vaccination/bookings/today.css'
import '../vaccination/bookings/booking-list.css'
import '../doctors/doctors.css'
import { useState } from 'react'
import { day as dayReader, useFilters } from '../../address.ts'
import { useAnswer } from '../../api/queries.ts'
import { today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { Failure } from '../../ui/outcomes.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { DayPicker } from '../vaccination/bookings/DayPicker.tsx'
import { useServerClock } from '../vaccination/bookings/server-clock.ts'
import { AppointmentDialog } from './AppointmentDialog.tsx'
import { useActs } from './acts.ts'
import { columnsOf } from './columns.tsx'
import { DayRows } from './DayRows.tsx'
import { countStates, stateOf } from './day.ts'
import { useDay } from './day-list.ts'

export default function MyPatientsPage() {
  const { t, format } = useText()
  const { facilityId = '' } = useAccount()
  const { filters, change } = useFilters({ day: dayReader })
  const day = filters.day ?? today()
  const list = useDay(facilityId, day)
  const own = useAnswer('GET /v1/me/doctor', {})
  const nowMs = useServerClock(facilityId)
  const act = useActs()
  const [openId, setOpenId] = useState<string>()
  const [failed, setFailed] = useState<unknown>()
  // Who also oversees the hospital gets the appointments of all doctors.
  const mine = (list.data ?? []).filter(({ doctorId }) => doctorId === (own.data?.doctorId ?? doctorId))
  const shown = mine.filter((one) => stateOf(one) !== 'cancelled')
  const counts = countStates(mine)
  const columns = columnsOf({
    nowMs,
    isOwn: true,
    onOpen: ({ appointmentId }) => setOpenId(appointmentId),
    onAct: (what, one) => {
      setFailed(undefined)
      act(what, one).catch(setFailed)
    },
  })
  return (
    <StaffPage
      title={t('staff.appointments.own.title')}
      actions={<DayPicker day={day} onPick={(picked) => change({ day: picked === today() ? undefined : picked })} />}
    >
      <AppointmentDialog appointmentId={openId} onClose={() => setOpenId(undefined)} />
      <dl className="day-figures">
        {(['arrived', 'inRoom', 'expected', 'seen'] as const).map((state) => (
          <div key={state}>
            <dt>{t(`staff.appointments.state.${state}`)}</dt>
            <dd>
              <strong>{format.number(counts[state])}</strong>
            </dd>
          </div>
        ))}
      </dl>
      {failed !== undefined && <Failure error={failed} takesFocus />}
      <DayRows
        list={list}
        shown={shown}
        columns={columns}
        caption={t('staff.appointments.caption', { day: format.fullDay(day) })}
        onClear={undefined}
      />
    </StaffPage>
  )
}
