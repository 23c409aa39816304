// The last step of booking: the time is kept while the seconds run. Confirm it, or hold it again when they are over.
import { useState } from 'react'
import { Link, Redirect, useLocation, useParams } from 'wouter'
import { noteAnswer } from '../../../api/cache.ts'
import { postAppointments } from '../../../api/limits/post-appointments.ts'
import { isProblem } from '../../../api/problem.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { noteDone } from '../../../session/done.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { text } from '../../../ui/fields.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { SummaryList } from '../../../ui/SummaryList.tsx'
import { useMembers } from '../../patients/family.ts'
import { slipHref, timesHref } from '../addresses.ts'
import { type Appointment, useDoctorWords } from '../words.ts'
import { noteHeld, toClock, useSecondsLeft } from './held.ts'
import { Nearest } from './Nearest.tsx'
import { useRefusal } from './refusals.tsx'
import '../doctors.css'

export default function ConfirmPage() {
  const { t } = useText()
  const { appointmentId } = useParams<{ appointmentId: string }>()
  const { data, error, refetch } = useAnswer('GET /v1/appointments/{appointmentId}', { path: { appointmentId } })
  if (data && data.status !== 'HELD' && data.status !== 'EXPIRED') {
    return <Redirect to={slipHref(appointmentId)} replace />
  }
  return (
    <Page
      title={t('doctors.confirm.title')}
      back={data && timesHref(data.doctorId, data.facilityId, data.date)}
      isPersonal
    >
      {data ? (
        <Held key={appointmentId} held={data} />
      ) : error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

function Held({ held }: { held: Appointment }) {
  const [isRefused, setRefused] = useState(false)
  const seconds = useSecondsLeft(held)
  const isOver = isRefused || held.status === 'EXPIRED' || seconds === 0
  return (
    <>
      {isOver ? <Over held={held} /> : <Kept seconds={seconds} />}
      <Facts held={held} />
      {!isOver && <ConfirmForm held={held} onOver={() => setRefused(true)} />}
    </>
  )
}

const WARN_SECONDS = 30

/** The seconds are not read aloud one by one. A screen reader hears them at the start and shortly before the end. */
function Kept({ seconds }: { seconds: number }) {
  const { t } = useText()
  return (
    <div className="doctor-kept">
      <span>{t('doctors.confirm.kept')}</span>
      <strong role="timer" aria-live="off">
        {toClock(seconds)}
      </strong>
      <span role="status" className="visually-hidden">
        {seconds <= WARN_SECONDS && t('doctors.confirm.soonOver')}
      </span>
    </div>
  )
}

/** Nothing is booked. The same time may be free still; otherwise the nearest ones are below. */
function Over({ held }: { held: Appointment }) {
  const { t } = useText()
  const [, go] = useLocation()
  const hold = useSend('POST /v1/appointments/holds')
  const refusalOf = useRefusal()
  const [slotId] = held.slotIds
  const again = async (): Promise<void> => {
    if (slotId === undefined || hold.isPending) return
    const sentAtMs = Date.now()
    const { appointmentId } = await hold.mutateAsync({ body: { slotId, patientId: held.patientId } })
    noteHeld(appointmentId, sentAtMs)
    go(`${slipHref(appointmentId)}/confirm`, { replace: true })
  }
  const isTaken = isProblem(hold.error, 'slot-full') || isProblem(hold.error, 'slot-not-open')
  return (
    <Notice kind="warning" title={t(isTaken ? 'doctors.taken.title' : 'doctors.confirm.over')} takesFocus>
      <p>{t(isTaken ? 'doctors.taken.text' : 'doctors.confirm.overText')}</p>
      {!isTaken && hold.error && <Failure error={hold.error} takesFocus {...refusalOf(hold.error)} />}
      {!isTaken && (
        <p>
          <Button onClick={() => void again().catch(() => undefined)}>{t('doctors.confirm.again')}</Button>
        </p>
      )}
      <Nearest doctorId={held.doctorId} facilityId={held.facilityId} day={held.date} />
    </Notice>
  )
}

function Facts({ held }: { held: Appointment }) {
  const { t, format } = useText()
  const { nameOf, specialitiesOf, feeOf, timeOf } = useDoctorWords()
  const members = useMembers()
  const name = members.data?.find(({ patientId }) => patientId === held.patientId)?.name
  return (
    <SummaryList
      rows={[
        { label: t('booking.facts.who'), value: name },
        {
          label: t('doctors.facts.doctor'),
          value: `${nameOf(held.doctorName)}, ${specialitiesOf(held.specialities)}`,
        },
        { label: t('booking.facts.day'), value: format.weekdayAndDay(held.date) },
        { label: t('booking.facts.time'), value: timeOf(held) },
        {
          label: t('booking.facts.where'),
          value: held.mode === 'tele' ? t('doctors.tele') : `${held.facilityName}, ${held.address}`,
        },
        { label: t('doctors.facts.fee'), value: feeOf(held.feePaise) },
      ]}
    />
  )
}

function ConfirmForm({ held, onOver }: { held: Appointment; onOver: () => void }) {
  const { t } = useText()
  const [, go] = useLocation()
  const book = useSend('POST /v1/appointments', { keptAs: 'appointment-request' })
  const release = useSend('POST /v1/appointments/{appointmentId}/cancellation')
  const refusalOf = useRefusal()
  const { appointmentId: holdId } = held
  const reason = text(postAppointments, 'reason', {
    ...{ label: t('doctors.confirm.reason'), hint: t('doctors.confirm.reasonHint'), autoComplete: 'off' },
    size: 'medium',
  })
  const letGo = async (): Promise<void> => {
    await release.mutateAsync({ path: { appointmentId: holdId }, body: {} })
    go(timesHref(held.doctorId, held.facilityId, held.date), { replace: true })
  }
  return (
    <>
      <Form
        fields={[reason]}
        wordsOf={(error) => refusalOf(error).words}
        onSubmit={async (entered) => {
          try {
            const booked = await book.mutateAsync({ body: { holdId, ...entered } })
            noteAnswer('GET /v1/appointments/{appointmentId}', { path: { appointmentId: holdId } }, () => booked)
            noteDone(t('doctors.confirm.done'))
            go(slipHref(booked.appointmentId), { replace: true })
          } catch (error) {
            if (!isProblem(error, 'hold-expired') && !isProblem(error, 'slot-full')) throw error
            onOver()
          }
        }}
      >
        {reason.input}
        <Button>{t('doctors.confirm.button')}</Button>
      </Form>
      {release.error && <Failure error={release.error} takesFocus />}
      <p>
        <Button kind="plain" onClick={() => void letGo().catch(() => undefined)}>
          {t('doctors.confirm.letGo')}
        </Button>
      </p>
      <p>
        <Link href={timesHref(held.doctorId, held.facilityId, held.date)}>{t('doctors.allTimes')}</Link>
      </p>
    </>
  )
}
