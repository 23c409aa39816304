// One appointment: who, when and with whom, and everything that can be done with it now. Also for a scanned slip.
import '../vaccination/bookings/booking-dialog.css'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { postAppointmentsCancellation } from '../../api/limits/post-appointments-cancellation.ts'
import { useAnswer, useSend } from '../../api/queries.ts'
import { today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { useMay } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { reason as reasonField } from '../shell/reasons.tsx'
import { say } from '../shell/Said.tsx'
import { AppointmentPill } from './AppointmentPill.tsx'
import { type Act, nameOf, useActs } from './acts.ts'
import { type Appointment, absentFromMs, startOf, stateOf } from './day.ts'

interface AppointmentDialogProps {
  readonly appointmentId: string | undefined
  readonly onClose: () => void
}

export function AppointmentDialog({ appointmentId, onClose }: AppointmentDialogProps) {
  const { t } = useText()
  const answer = useAnswer(
    'GET /v1/appointments/{appointmentId}',
    { path: { appointmentId: appointmentId ?? '' } },
    { enabled: appointmentId !== undefined, freshMs: 0 },
  )
  const one = answer.data
  return (
    <Dialog
      title={one ? nameOf(one) : t('staff.appointments.one')}
      isOpen={appointmentId !== undefined}
      onClose={onClose}
    >
      {!one && answer.error && <Failure error={answer.error} takesFocus onRetry={() => void answer.refetch()} />}
      {!one && !answer.error && <Loading />}
      {one && <Content key={`${one.appointmentId} ${one.version}`} one={one} onClose={onClose} />}
    </Dialog>
  )
}

function Content({ one, onClose }: { one: Appointment; onClose: () => void }) {
  const [isCancelling, setCancelling] = useState(false)
  return (
    <>
      <Facts one={one} />
      {isCancelling ? (
        <Cancel one={one} onDone={onClose} onBack={() => setCancelling(false)} />
      ) : (
        <Acts one={one} onDone={onClose} onCancel={() => setCancelling(true)} />
      )}
    </>
  )
}

export function Facts({ one }: { one: Appointment }) {
  const { t, format } = useText()
  const { patient, date, doctorName, room, reference, reason, feePaise, decideBy, endedReason, token } = one
  const rows = [
    [t('staff.appointments.column.time'), `${format.weekdayAndDay(date)}, ${format.time(startOf(one))}`],
    [t('staff.doctors.one'), t('staff.appointments.doctor', { name: doctorName })],
    ...(room === undefined ? [] : [[t('staff.doctors.practice.room'), room]]),
    ...(patient
      ? [
          [
            t('staff.appointments.column.about'),
            t('staff.appointments.about', {
              gender: t(`staff.centre.sexShort.${patient.gender}`),
              year: String(patient.birthYear),
            }),
          ],
        ]
      : []),
    [t('staff.appointments.column.reference'), reference],
    ...(token === undefined ? [] : [[t('staff.appointments.number'), token.label]]),
    [t('staff.doctors.practice.shown.fee'), feePaise === 0 ? t('staff.doctors.practice.free') : format.money(feePaise)],
    ...(reason === undefined ? [] : [[t('staff.appointments.reason'), reason]]),
    ...(decideBy === undefined ? [] : [[t('staff.appointments.column.decideBy'), format.instant(decideBy)]]),
    ...(endedReason === undefined ? [] : [[t('staff.appointments.endedReason'), endedReason]]),
  ] as const
  return (
    <>
      <p>
        <AppointmentPill state={stateOf(one)} />
      </p>
      <dl className="doctor-facts doctor-evidence">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

interface ActsProps {
  readonly one: Appointment
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** The acts that the state allows. The next one is filled and has the focus where it can be taken back. */
function Acts({ one, onDone, onCancel }: ActsProps) {
  const { t } = useText()
  const act = useActs()
  const mayTreat = useMay('appointment.treat')
  const mayChange = useMay('appointment.change')
  const [failed, setFailed] = useState<unknown>()
  const acts = actsOf(one, { mayTreat, nowMs: Date.now() })
  const isOpen = one.status === 'BOOKED' || one.status === 'DISPLACED'
  useEffect(() => document.getElementById('next-act')?.querySelector('button')?.focus(), [])
  const run = async (what: Act): Promise<void> => {
    setFailed(undefined)
    try {
      await act(what, one)
      onDone()
    } catch (error) {
      setFailed(error)
    }
  }
  return (
    <>
      {failed !== undefined && <Failure error={failed} takesFocus />}
      <div className="dialog-foot">
        {acts.map((what, nth) => (
          <span key={what} id={nth === 0 && what === 'arrive' ? 'next-act' : undefined}>
            <Button kind={nth === 0 ? 'main' : 'quiet'} onClick={() => void run(what)}>
              {t(`staff.appointments.act.${what}`)}
            </Button>
          </span>
        ))}
        {one.token && (
          <Link className="button button-quiet" href={`/staff/slips/${one.token.tokenId}`}>
            {t('staff.appointments.slip')}
          </Link>
        )}
        {isOpen && mayChange && (
          <>
            <Link className="button button-quiet" href={`/staff/appointments/${one.appointmentId}/move`}>
              {t('staff.appointments.act.move')}
            </Link>
            <Button kind="danger" onClick={onCancel}>
              {t('staff.appointments.act.cancel')}
            </Button>
          </>
        )}
      </div>
    </>
  )
}

interface Moment {
  readonly mayTreat: boolean
  readonly nowMs: number
}

/** The acts that the state and the time allow, the usual one first. */
export function actsOf(one: Appointment, { mayTreat, nowMs }: Moment): readonly Act[] {
  if (one.status === 'BOOKED') {
    const arrive = one.date === today() ? (['arrive'] as const) : []
    return nowMs >= absentFromMs(one) ? [...arrive, 'absent'] : arrive
  }
  if (one.status === 'ARRIVED') return mayTreat ? ['begin', 'undoArrival', 'leave'] : ['undoArrival', 'leave']
  return one.status === 'IN_CONSULTATION' && mayTreat ? ['complete'] : []
}

const USUAL = ['asked', 'twice', 'doctor', 'pressed'] as const

interface CancelProps {
  readonly one: Appointment
  readonly onDone: () => void
  readonly onBack: () => void
}

/** The patient reads the reason. */
export function Cancel({ one, onDone, onBack }: CancelProps) {
  const { t } = useText()
  const send = useSend('POST /v1/appointments/{appointmentId}/cancellation')
  const reason = reasonField(postAppointmentsCancellation, 'reason', {
    label: t('staff.appointments.cancel.reason'),
    hint: t('staff.appointments.cancel.reasonHint'),
    wrong: 'staff.centre.stock.whyMissing',
    usual: USUAL.map((each) => t(`staff.appointments.cancel.usual.${each}`)),
  })
  return (
    <Form
      fields={[reason]}
      needsPress
      onSubmit={async (body) => {
        await send.mutateAsync({ path: { appointmentId: one.appointmentId }, body })
        say({ text: t('staff.appointments.said.cancelled', { name: nameOf(one) }) })
        onDone()
      }}
    >
      {reason.input}
      <div className="dialog-foot">
        <Button kind="danger">{t('staff.appointments.cancel.confirm')}</Button>
        <Button kind="quiet" onClick={onBack}>
          {t('ui.back')}
        </Button>
      </div>
    </Form>
  )
}
