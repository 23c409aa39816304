// Moving an appointment at the counter: another time or another doctor of this hospital. Undo moves it back.
import '../doctors/doctors.css'
import { useLocation, useParams } from 'wouter'
import { useAnswer, useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { say } from '../shell/Said.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { Facts } from './AppointmentDialog.tsx'
import { nameOf } from './acts.ts'
import { type Appointment, startOf } from './day.ts'
import { useSlotChoice } from './slot-choice.tsx'

export default function MovePage() {
  const { t } = useText()
  const { appointmentId } = useParams<{ appointmentId: string }>()
  const { data, error, refetch } = useAnswer('GET /v1/appointments/{appointmentId}', { path: { appointmentId } })
  return (
    <StaffPage
      title={t('staff.appointments.move.title')}
      {...(data && { heading: t('staff.appointments.move.of', { name: nameOf(data) }) })}
      back="/staff/appointments"
    >
      {data ? <MoveForm one={data} /> : error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />}
    </StaffPage>
  )
}

function MoveForm({ one }: { one: Appointment }) {
  const { t, format } = useText()
  const [, go] = useLocation()
  const move = useSend('POST /v1/appointments/{appointmentId}/rescheduling')
  const when = useSlotChoice({ doctorId: one.doctorId, day: one.date })
  const submit = async (): Promise<void> => {
    if (!when.slot) return
    const { appointmentId } = one
    const moved = await move.mutateAsync({ path: { appointmentId }, body: { slotIds: [when.slot.slotId] } })
    const back = { path: { appointmentId: moved.appointmentId }, body: { slotIds: one.slotIds } }
    say({
      text: t('staff.appointments.said.moved', { name: nameOf(one) }),
      detail: `${format.weekdayAndDay(moved.date)}, ${format.time(startOf(moved))}`,
      // The old time of somebody who was displaced does not exist any more.
      ...(one.status === 'BOOKED' && { undo: () => move.mutateAsync(back) }),
    })
    go(`/staff/appointments?day=${moved.date}`)
  }
  return (
    <Form fields={[when.field]} onSubmit={submit}>
      <Facts one={one} />
      {when.field.input}
      <Button>{t('staff.appointments.act.move')}</Button>
    </Form>
  )
}
