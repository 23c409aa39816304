// Moving an appointment: choose another time of the doctor, or another doctor here, then confirm old and new.
import { Redirect, useLocation } from 'wouter'
import { useFilters } from '../../../address.ts'
import { isProblem } from '../../../api/problem.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { noteDone } from '../../../session/done.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { SummaryList } from '../../../ui/SummaryList.tsx'
import { moveHref, slipHref, slotReaders } from '../addresses.ts'
import { useRefusal } from '../booking/refusals.tsx'
import { useWeek, WeekOfTimes } from '../finding/WeekOfTimes.tsx'
import { type Appointment, type FoundDoctor, type Slot, useDoctorWords } from '../words.ts'
import { type AppointmentFacts, useAppointmentFacts } from './facts.ts'
import { OtherDoctors } from './OtherDoctors.tsx'
import '../doctors.css'

export default function MovePage() {
  const { t } = useText()
  const { appointmentId, facts, error, retry } = useAppointmentFacts()
  const { filters } = useFilters(slotReaders)
  const slip = slipHref(appointmentId)
  const status = facts?.appointment.status
  // This is also true when no answer came to the move, but the appointment, asked for again, shows that it was moved.
  if (status !== undefined && status !== 'BOOKED' && status !== 'DISPLACED') {
    return <Redirect to={slipHref(facts?.appointment.movedTo ?? appointmentId)} replace />
  }
  const isChosen = filters.slot !== undefined
  return (
    <Page
      key={isChosen ? 'check' : 'choose'}
      title={t(isChosen ? 'doctors.move.check' : 'doctors.move.title')}
      back={isChosen ? `${slip}/move` : slip}
      isPersonal
      isWide={!isChosen}
    >
      {error ? (
        <Failure error={error} onRetry={retry} />
      ) : !facts ? (
        <Loading />
      ) : isChosen ? (
        <Check facts={facts} />
      ) : (
        <Choose appointment={facts.appointment} />
      )}
    </Page>
  )
}

function Choose({ appointment }: { appointment: Appointment }) {
  const { t, format } = useText()
  const { timeOf } = useDoctorWords()
  const { appointmentId, doctorId, facilityId, date } = appointment
  const early = date > today() ? date : today()
  const { data, error, refetch } = useWeek(doctorId, early)
  const doctor = data?.doctors.find((one) => one.facilityId === facilityId)
  return (
    <>
      <p>{t('doctors.move.now', { day: format.weekdayAndDay(date), time: timeOf(appointment) })}</p>
      <p>{t('doctors.move.text')}</p>
      {!data ? (
        error ? (
          <Failure error={error} onRetry={() => void refetch()} />
        ) : (
          <Loading />
        )
      ) : doctor ? (
        <WeekOfTimes
          doctor={doctor}
          answer={data}
          early={early}
          hrefOf={(slot) => moveHref(appointmentId, doctorId, facilityId, slot)}
        />
      ) : (
        <Notice title={t('doctors.times.closed')} />
      )}
      <OtherDoctors appointment={appointment} />
    </>
  )
}

/** The slot of the address, asked for anew: it may be gone meanwhile. */
function Check({ facts }: { facts: AppointmentFacts }) {
  const { t } = useText()
  const { filters } = useFilters(slotReaders)
  const { slot: slotId, doctor = '', facility = '', day = today() } = filters
  const query = { doctor, facility, from: day, days: 1, show: 'all' as const, limit: 1 }
  const { data, error, refetch } = useAnswer('GET /v1/appointments/slots', { query }, { freshMs: 0 })
  const found = data?.doctors[0]
  const slot = found?.days.flatMap(({ slots }) => slots).find((one) => one.slotId === slotId)
  if (found && slot) return <MoveForm facts={facts} doctor={found} slot={slot} />
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  return (
    <Notice kind="warning" title={t('doctors.taken.title')} takesFocus>
      <p>{t('doctors.move.gone')}</p>
    </Notice>
  )
}

interface MoveFormProps {
  readonly facts: AppointmentFacts
  readonly doctor: FoundDoctor
  readonly slot: Slot
}

function MoveForm({ facts: { appointment, member }, doctor, slot }: MoveFormProps) {
  const { t, format } = useText()
  const { nameOf, feeOf, timeOf } = useDoctorWords()
  const [, go] = useLocation()
  const move = useSend('POST /v1/appointments/{appointmentId}/rescheduling', { keptAs: 'appointment-move' })
  const refusalOf = useRefusal()
  const { appointmentId } = appointment
  const tell = (name: string, one: { date: string; start: string }, place: string) => (
    <>
      {format.weekdayAndDay(one.date)}, {timeOf(one)}
      <br />
      {nameOf(name)}, {place}
    </>
  )
  const submit = async (): Promise<void> => {
    const moved = await move.mutateAsync({ path: { appointmentId }, body: { slotIds: [slot.slotId] } })
    noteDone(t('doctors.move.done'))
    go(slipHref(moved.appointmentId), { replace: true })
  }
  return (
    <Form
      onSubmit={submit}
      wordsOf={(error) => (isProblem(error, 'slot-full') ? t('doctors.move.full') : refusalOf(error).words)}
    >
      <SummaryList
        rows={[
          { label: t('booking.facts.who'), value: member?.name },
          {
            label: t('bookings.move.from'),
            value: tell(appointment.doctorName, appointment, appointment.facilityName),
          },
          {
            label: t('bookings.move.to'),
            value: tell(doctor.name, slot, doctor.facilityName),
            changeHref: `${slipHref(appointmentId)}/move`,
          },
          ...(doctor.doctorId === appointment.doctorId
            ? []
            : [{ label: t('doctors.facts.fee'), value: feeOf(doctor.feePaise) }]),
        ]}
      />
      <p>{t('doctors.move.newReference')}</p>
      <Button>{t('doctors.move.button')}</Button>
    </Form>
  )
}
