// The form for leave and for extra hours: the days, the hours, and why. Before leave it shows whom it touches.
import type { Request } from '../../api/client.ts'
import { postDoctorsExceptions } from '../../api/limits/post-doctors-exceptions.ts'
import { useSend } from '../../api/queries.ts'
import { addDays, today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { day } from '../../ui/days.tsx'
import { Form } from '../../ui/Form.tsx'
import { type FormField, REFUSED } from '../../ui/fields.tsx'
import { Input } from '../../ui/inputs.tsx'
import { reason as reasonField } from '../shell/reasons.tsx'
import { say } from '../shell/Said.tsx'
import { ForesightStep, useForesight } from './Foresight.tsx'
import { type Hours, readHours, readSpan, type Span } from './hours.ts'

const of = postDoctorsExceptions
const UNTIL = { untilOn: { ...of.untilOn, required: false } } as const
const USUAL = {
  leave: ['holiday', 'illness', 'training', 'family'],
  extra: ['demand', 'replacing', 'camp'],
} as const

interface AbsenceFormProps {
  readonly kind: 'leave' | 'extra'
  readonly doctorId: string
  readonly doctorName: string
  /** Undefined: at all hospitals, which only the doctor decides. */
  readonly facilityId: string | undefined
  readonly onDone: () => void
}

export function AbsenceForm(props: AbsenceFormProps) {
  const { kind, doctorName, facilityId } = props
  const { t } = useText()
  const { shown, ask, confirm, close } = useAbsence(props)
  const fields = useFields(kind)
  const [fromOn, untilOn, hours, reason] = fields
  return (
    <>
      {shown && (
        <ForesightStep shown={shown} button={t('staff.schedules.confirm.leave')} onConfirm={confirm} onBack={close} />
      )}
      {/* The form stays, so that the way back finds what was entered. */}
      <div hidden={shown !== undefined}>
        <Form
          fields={fields}
          check={({ fromOn: from, untilOn: until }) =>
            from !== undefined && until !== undefined && until < from
              ? [{ field: untilOn.focus, text: t('staff.errors.untilOn') }]
              : []
          }
          onSubmit={({ fromOn: from, untilOn: until = from, reason: why, ...times }) =>
            ask({ kind, fromOn: from, untilOn: until, reason: why, ...times, ...(facilityId && { facilityId }) })
          }
        >
          <p>
            <strong>{doctorName}</strong>
            {kind === 'leave' && facilityId === undefined && <>. {t('staff.doctors.absence.atAll')}</>}
          </p>
          <div className="doctor-pair">
            {fromOn.input}
            {untilOn.input}
          </div>
          {hours.input}
          {reason.input}
          <Button>{t(kind === 'leave' ? 'staff.schedules.look' : 'staff.doctors.absence.confirm.extra')}</Button>
        </Form>
      </div>
    </>
  )
}

type Asked = Request<'POST /v1/doctors/{doctorId}/exceptions'>['body']

/** Looks whom leave would touch, and enters it. Extra hours touch nobody. The word after it takes it back. */
function useAbsence({ kind, doctorId, doctorName, onDone }: AbsenceFormProps) {
  const { t, format } = useText()
  const foresee = useSend('POST /v1/appointments/leave-previews')
  const send = useSend('POST /v1/doctors/{doctorId}/exceptions')
  const withdraw = useSend('POST /v1/doctors/{doctorId}/exceptions/{exceptionId}/cancellation')
  const act = async (body: Asked, version: number | undefined): Promise<void> => {
    const seen = version === undefined ? {} : { ifMatch: `"v${version}"` }
    const { exception } = await send.mutateAsync({ path: { doctorId }, body, ...seen })
    const { fromOn, untilOn } = body
    const days =
      fromOn === untilOn
        ? format.weekdayAndDay(fromOn)
        : t('staff.doctors.absence.fromTo', { from: format.shortDay(fromOn), until: format.day(untilOn) })
    say({
      text: t(`staff.doctors.said.entered.${kind}`),
      detail: `${doctorName}, ${days}`,
      undo: () => withdraw.mutateAsync({ path: { doctorId, exceptionId: exception.exceptionId } }),
    })
    onDone()
  }
  const look = ({ facilityId, fromOn, untilOn, starts, ends }: Asked) => {
    const times = starts === undefined || ends === undefined ? {} : { starts, ends }
    const place = facilityId === undefined ? {} : { facilityId }
    return foresee.mutateAsync({ body: { doctorId, fromOn, untilOn, ...times, ...place } })
  }
  const foresight = useForesight({ look, act, doctorId }, true)
  return kind === 'leave' ? foresight : { ...foresight, ask: (body: Asked) => act(body, undefined) }
}

function useFields(kind: AbsenceFormProps['kind']) {
  const { t } = useText()
  return [
    day(of, 'fromOn', {
      label: t('staff.doctors.absence.fromOn'),
      value: addDays(today(), 1),
      also: (chosen) => (chosen < today() ? t('staff.errors.date') : undefined),
    }),
    day(UNTIL, 'untilOn', { label: t('staff.doctors.absence.untilOn'), hint: t('staff.doctors.absence.untilHint') }),
    timesField(kind, {
      label: t(`staff.doctors.absence.times.${kind}`),
      hint: t(`staff.doctors.absence.timesHint.${kind}`),
    }),
    reasonField(of, 'reason', {
      label: t('staff.doctors.absence.reason'),
      hint: t('staff.doctors.absence.reasonHint'),
      wrong: 'staff.centre.stock.whyMissing',
      usual: USUAL[kind].map((each) => t(`staff.doctors.absence.usual.${each}`)),
    }),
  ] as const
}

/** Leave is of whole days when the field is empty. Extra hours also have slots. */
function timesField(
  kind: AbsenceFormProps['kind'],
  look: { readonly label: string; readonly hint: string },
): FormField<Partial<Hours>> {
  return {
    input: <Input name="times" size="medium" autoComplete="off" {...look} />,
    ...{ focus: 'times', means: ['times', 'starts', 'ends', 'slotMinutes', 'capacity'] },
    ...{ limits: { type: 'string' }, wrong: `staff.doctors.absence.timesWrong.${kind}` },
    read: (values) => {
      const typed = values('times')
      if (kind === 'leave' && typed === '') return { part: {} }
      const read: readonly (Hours | Span | undefined)[] =
        kind === 'leave' ? [readSpan(typed)] : (readHours(typed) ?? [])
      return read.length === 1 && read[0] ? { part: read[0] } : REFUSED
    },
  }
}
