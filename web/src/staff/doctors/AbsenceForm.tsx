// The form for leave and for extra hours: the days, the hours, and why.
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

export function AbsenceForm({ kind, doctorId, doctorName, facilityId, onDone }: AbsenceFormProps) {
  const { t, format } = useText()
  const send = useSend('POST /v1/doctors/{doctorId}/exceptions')
  const withdraw = useSend('POST /v1/doctors/{doctorId}/exceptions/{exceptionId}/cancellation')
  const fields = useFields(kind)
  const [fromOn, untilOn, hours, reason] = fields
  return (
    <Form
      fields={fields}
      check={({ fromOn: from, untilOn: until }) =>
        from !== undefined && until !== undefined && until < from
          ? [{ field: untilOn.focus, text: t('staff.errors.untilOn') }]
          : []
      }
      onSubmit={async ({ fromOn: from, untilOn: until = from, reason: why, ...times }) => {
        const body = { kind, fromOn: from, untilOn: until, reason: why, ...times, ...(facilityId && { facilityId }) }
        const { exception } = await send.mutateAsync({ path: { doctorId }, body })
        const days =
          from === until
            ? format.weekdayAndDay(from)
            : t('staff.doctors.absence.fromTo', { from: format.shortDay(from), until: format.day(until) })
        say({
          text: t(`staff.doctors.said.entered.${kind}`),
          detail: `${doctorName}, ${days}`,
          undo: () => withdraw.mutateAsync({ path: { doctorId, exceptionId: exception.exceptionId } }),
        })
        onDone()
      }}
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
      <Button>{t(`staff.doctors.absence.confirm.${kind}`)}</Button>
    </Form>
  )
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
