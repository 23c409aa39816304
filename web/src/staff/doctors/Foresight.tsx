// What a change of hours would do: asked before the change, and shown until somebody confirms it or goes back.
import '../vaccination/bookings/booking-dialog.css'
import './schedules.css'
import { useEffect, useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { ApiProblem, isProblem } from '../../api/problem.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Form } from '../../ui/Form.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { LongTable } from '../lists/LongTable.tsx'

export type Foreseen = Answer<'POST /v1/appointments/leave-previews'>
type Touched = Foreseen['items'][number]

interface Shown<Asked> {
  readonly asked: Asked
  readonly foreseen: Foreseen
  /** The hours changed between the look and the confirmation, so this is a second look. */
  readonly isAgain: boolean
}

/** The request was refused because appointments do not know the doctor there yet: nobody can have booked. */
const isUnknown = (error: unknown): boolean =>
  error instanceof ApiProblem && error.errors.some(({ pointer }) => /^\/(doctorId|facilityId)$/.test(pointer))

interface Foresight<Asked> {
  readonly look: (asked: Asked) => Promise<Foreseen>
  /** Makes the change. `version` is the one of the doctor's hours that was looked at. */
  readonly act: (asked: Asked, version: number | undefined) => Promise<unknown>
  /** Whose hours they are; undefined for the hours of a whole hospital. */
  readonly doctorId?: string
}

/** `ask` looks first. A change that touches nobody is made at once, unless `alwaysShows`. */
export function useForesight<Asked>({ look, act, doctorId }: Foresight<Asked>, alwaysShows: boolean) {
  const [shown, setShown] = useState<Shown<Asked>>()
  const versionOf = ({ versions }: Foreseen): number | undefined => versions[doctorId ?? '']
  const close = (): void => setShown(undefined)
  const ask = async (asked: Asked): Promise<void> => {
    const foreseen = await look(asked).catch((error: unknown) => {
      if (isUnknown(error)) return undefined
      throw error
    })
    if (foreseen && (alwaysShows || foreseen.count > 0)) setShown({ asked, foreseen, isAgain: false })
    else await act(asked, foreseen && versionOf(foreseen))
  }
  const confirm = async (): Promise<void> => {
    if (!shown) return
    try {
      await act(shown.asked, versionOf(shown.foreseen))
      close()
    } catch (error) {
      if (!isProblem(error, 'schedule-changed-meanwhile')) throw error
      setShown({ asked: shown.asked, foreseen: await look(shown.asked), isAgain: true })
    }
  }
  return { shown, ask, confirm, close }
}

interface ForesightStepProps {
  readonly shown: Pick<Shown<unknown>, 'foreseen' | 'isAgain'>
  readonly button: string
  readonly onConfirm: () => Promise<void>
  readonly onBack: () => void
  /** The name of a doctor, when the change touches several. */
  readonly doctorOf?: (doctorId: string) => string
  readonly wordsOf?: (error: unknown) => string | undefined
}

const BUTTON = 'confirm-foreseen'

/** How many are touched, the button, and everybody by name of initials. The button has the focus: Enter confirms. */
export function ForesightStep({ shown, button, onConfirm, onBack, doctorOf, wordsOf }: ForesightStepProps) {
  const { t } = useText()
  const { foreseen, isAgain } = shown
  const { items, count } = foreseen
  useEffect(() => document.getElementById(BUTTON)?.querySelector('button')?.focus(), [])
  return (
    <Form onSubmit={onConfirm} {...(wordsOf && { wordsOf })}>
      {isAgain && <Notice kind="warning" takesFocus title={t('staff.schedules.again')} />}
      <Sums foreseen={foreseen} />
      <div className="dialog-foot foreseen-foot">
        <span id={BUTTON}>
          <Button>{button}</Button>
        </span>
        <Button kind="quiet" onClick={onBack}>
          {t('staff.schedules.back')}
        </Button>
      </div>
      {count > items.length && <p className="soft">{t('staff.schedules.first', { count: items.length })}</p>}
      {items.length > 0 && (
        <LongTable
          stacks
          hidesCaption
          caption={t('staff.schedules.everybody')}
          rows={items}
          keyOf={({ appointmentId }) => appointmentId}
          columns={columnsOf(items, doctorOf)}
        />
      )}
    </Form>
  )
}

function Sums({ foreseen: { count, patients, moves } }: { foreseen: Foreseen }) {
  const { t, format } = useText()
  if (count === 0) {
    return (
      <p className="foreseen-none">
        <Icon name="circle-check" sizePx={18} /> {t('staff.schedules.nobody')}
      </p>
    )
  }
  const sums = [
    { words: t('staff.schedules.touched', { count: patients }), number: patients },
    { words: t('staff.schedules.moved', { count: moves }), number: moves },
    { words: t('staff.schedules.choose', { count: count - moves }), number: count - moves },
  ]
  return (
    <>
      <ul className="plain foreseen-sums">
        {sums.map(({ words, number }) => (
          <li key={words}>
            <b>{format.number(number)}</b> {words}
          </li>
        ))}
      </ul>
      <p className="soft">{t('staff.schedules.meanwhile')}</p>
    </>
  )
}

function columnsOf(items: readonly Touched[], doctorOf: ForesightStepProps['doctorOf']): readonly Column<Touched>[] {
  const isOnePlace = new Set(items.map(({ facilityId }) => facilityId)).size < 2
  return [
    {
      key: 'date',
      text: ({ date, start }) => `${date} ${start}`,
      header: 'staff.appointments.column.time',
      draw: ({ date, start }, { format }) => `${format.weekdayAndDay(date)}, ${format.timeOfDay(start)}`,
    },
    {
      key: 'patient',
      text: ({ initials }) => initials,
      header: 'staff.appointments.column.patient',
      draw: ({ initials, reference }) => (
        <span>
          <strong>{initials}</strong> <span className="soft">{reference}</span>
        </span>
      ),
    },
    ...(doctorOf
      ? [{ key: 'doctor', text: ({ doctorId }: Touched) => doctorOf(doctorId), header: 'staff.doctors.one' }]
      : []),
    ...(isOnePlace
      ? []
      : [
          {
            key: 'hospital',
            text: ({ facilityName }: Touched) => facilityName,
            header: 'staff.doctors.absence.where',
            isDim: true,
          },
        ]),
    {
      key: 'moves',
      text: ({ moves }) => (moves ? 'moves' : 'chooses'),
      header: 'staff.schedules.becomes',
      draw: ({ moves }, { t }) => (
        <Tag kind={moves ? 'good' : 'warning'}>{t(moves ? 'staff.schedules.moves' : 'staff.schedules.chooses')}</Tag>
      ),
    },
  ]
}
