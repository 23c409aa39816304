// The weekly hours of a doctor as a week. At one hospital they can be changed: type hours below a day and press Enter.
import './doctors.css'
import { useState } from 'react'
import { isProblem } from '../../api/problem.ts'
import { useSend } from '../../api/queries.ts'
import { today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { type FormField, REFUSED } from '../../ui/fields.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Input } from '../../ui/inputs.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { say } from '../shell/Said.tsx'
import { ForesightStep, useForesight } from './Foresight.tsx'
import {
  countSlots,
  dayNamed,
  type Hours,
  hoursOn,
  type NewTemplate,
  readHours,
  restated,
  type Schedule,
  type Template,
  toWindow,
  WEEKDAYS,
} from './hours.ts'

const TYPED = { type: 'string', maxLength: 200 } as const

interface WeekHoursProps {
  readonly schedule: Schedule
  readonly nameOf: (facilityId: string) => string
  /** The hospital whose hours this user may change; undefined when there is none. */
  readonly keptAt?: string | undefined
  /** Whose hours they are, for the word after a change. */
  readonly doctorName: string
}

export function WeekHours(props: WeekHoursProps) {
  const { keptAt, ...read } = props
  return keptAt === undefined ? <Days {...read} /> : <KeptWeek {...read} keptAt={keptAt} />
}

/** The week with a field for each day. One form has all fields, so that several days can be sent together. */
function KeptWeek({ schedule, nameOf, keptAt, doctorName }: WeekHoursProps & { readonly keptAt: string }) {
  const { t } = useText()
  const { shown, ask, confirm, close, wordsOf } = useChange(schedule, { facilityId: keptAt, nameOf, doctorName })
  const [failed, setFailed] = useState<unknown>()
  const own = schedule.templates.filter(({ facilityId }) => facilityId === keptAt)
  const remove = (gone: Template): void => {
    setFailed(undefined)
    void ask({ act: 'removed', templates: own.filter((one) => one !== gone).map(restated) }).catch(setFailed)
    // The button goes with its hours.
    document.getElementById(fieldOf(gone.weekday))?.focus()
  }
  return (
    <>
      {failed !== undefined && <Failure error={failed} words={wordsOf(failed)} takesFocus />}
      <Form
        fields={WEEKDAYS.map(hoursField)}
        wordsOf={wordsOf}
        onSubmit={async (typed) => {
          const added = WEEKDAYS.flatMap((weekday) => toTemplates(weekday, typed[fieldOf(weekday)] ?? []))
          if (added.length > 0) await ask({ act: 'added', templates: [...own.map(restated), ...added] })
        }}
      >
        <p className="field-hint">{t('staff.doctors.week.how')}</p>
        <Days schedule={schedule} nameOf={nameOf} keptAt={keptAt} onRemove={remove} />
        <Button kind="quiet">{t('staff.doctors.week.add')}</Button>
      </Form>
      <Dialog title={t('staff.schedules.title.hours')} isOpen={shown !== undefined} onClose={close}>
        {shown && (
          <ForesightStep
            shown={shown}
            button={t('staff.schedules.confirm.hours')}
            onConfirm={confirm}
            onBack={close}
            wordsOf={wordsOf}
          />
        )}
      </Dialog>
    </>
  )
}

const fieldOf = (weekday: number): string => `hours-${weekday}`

/** The fields stay, so that the focus stays in the day in which somebody types. */
function clear(name: string): void {
  const input = document.getElementById(name)
  if (input instanceof HTMLInputElement) input.value = ''
}

const toTemplates = (weekday: number, hours: readonly Hours[]): NewTemplate[] =>
  hours.map((one) => ({ ...one, weekday, validFrom: today() }))

/** The field of a day. The day draws it. */
function hoursField(weekday: number): FormField<Readonly<Record<string, readonly Hours[]>>> {
  const name = fieldOf(weekday)
  return {
    ...{ input: null, focus: name, means: [name], limits: TYPED, wrong: 'staff.doctors.week.wrong' },
    read: (values) => {
      if (values(name) === '') return { part: {} }
      const hours = readHours(values(name))
      return hours ? { part: { [name]: hours } } : REFUSED
    },
  }
}

interface Around {
  readonly facilityId: string
  readonly nameOf: WeekHoursProps['nameOf']
  readonly doctorName: string
}

interface Change {
  readonly act: 'added' | 'removed'
  /** All hours of the hospital after the change. */
  readonly templates: readonly NewTemplate[]
}

/** Replaces the hours of the hospital. Whom that touches is shown first. The word after it puts the hours back. */
function useChange(schedule: Schedule, { facilityId, nameOf, doctorName }: Around) {
  const { t, format } = useText()
  const foresee = useSend('POST /v1/appointments/hours-previews')
  const send = useSend('PUT /v1/doctors/{doctorId}/practices/{facilityId}/templates')
  const { doctorId } = schedule
  const path = { doctorId, facilityId }
  const before = schedule.templates.filter((one) => one.facilityId === facilityId).map(restated)
  const act = async ({ act: done, templates }: Change, seen = schedule.version): Promise<void> => {
    const { version } = await send.mutateAsync({ path, body: { templates }, ifMatch: `"v${seen}"` })
    if (done === 'added') for (const weekday of WEEKDAYS) clear(fieldOf(weekday))
    say({
      text: t(`staff.doctors.said.hours.${done}`),
      detail: doctorName,
      undo: () => send.mutateAsync({ path, body: { templates: before }, ifMatch: `"v${version}"` }),
    })
  }
  const look = ({ templates }: Change) => foresee.mutateAsync({ body: { doctorId, facilityId, templates } })
  const wordsOf = (error: unknown): string | undefined => {
    if (!isProblem(error, 'schedule-overlaps')) return undefined
    const both = error.members.with as readonly (Partial<Template> & { readonly facilityId: string; day?: string })[]
    const shown = both.map(({ facilityId: place, weekday, day, starts, ends }) => {
      const when = day === undefined ? format.weekday(dayNamed(weekday ?? 1)) : format.shortDay(day)
      const hours = starts && ends ? format.window(toWindow({ starts, ends })) : ''
      return [when, hours, nameOf(place)].filter(Boolean).join(' ')
    })
    return t('staff.doctors.week.overlaps', { both: shown.join(' · ') })
  }
  return { ...useForesight({ look, act, doctorId }, false), wordsOf }
}

interface DaysProps extends Pick<WeekHoursProps, 'schedule' | 'nameOf' | 'keptAt'> {
  readonly onRemove?: (template: Template) => void
}

function Days({ schedule, nameOf, keptAt, onRemove }: DaysProps) {
  const { t, format } = useText()
  const isOnePlace = new Set(schedule.practices.map(({ facilityId }) => facilityId)).size < 2
  return (
    <ol className="plain doctor-week">
      {WEEKDAYS.map((weekday) => {
        const hours = hoursOn(schedule, weekday, today())
        const name = format.weekday(dayNamed(weekday))
        return (
          <li key={weekday} className="doctor-day">
            <h3>{name}</h3>
            {hours.length === 0 && <p className="soft doctor-free">{t('staff.doctors.week.free')}</p>}
            {hours.length > 0 && (
              <ul className="plain">
                {hours.map((one) => (
                  <HoursBlock
                    key={one.templateId}
                    template={one}
                    day={name}
                    place={isOnePlace ? undefined : nameOf(one.facilityId)}
                    onRemove={onRemove && one.facilityId === keptAt ? () => onRemove(one) : undefined}
                  />
                ))}
              </ul>
            )}
            {keptAt !== undefined && (
              <Input name={fieldOf(weekday)} label={t('staff.doctors.week.addOn', { day: name })} />
            )}
          </li>
        )
      })}
    </ol>
  )
}

interface HoursBlockProps {
  readonly template: Template
  readonly day: string
  /** The hospital, when the doctor works in several. */
  readonly place: string | undefined
  /** Undefined for hours that this user only reads. */
  readonly onRemove: (() => void) | undefined
}

function HoursBlock({ template, day, place, onRemove }: HoursBlockProps) {
  const { t, format } = useText()
  const { slotMinutes, capacity, mode, audience, validFrom, validUntil } = template
  // As people type them. Twelve-hour times would not fit into a column.
  const window = toWindow(template).replace('-', '–')
  const notes = [
    capacity > 1 && t('staff.doctors.week.each', { count: capacity }),
    mode === 'tele' && t('staff.doctors.week.tele'),
    audience !== 'public' && t(`staff.doctors.week.audience.${audience}`),
    validFrom > today() && t('staff.doctors.week.from', { day: format.shortDay(validFrom) }),
    validUntil !== undefined && t('staff.doctors.week.until', { day: format.shortDay(validUntil) }),
  ].filter((note) => note !== false)
  return (
    <li className={onRemove ? 'doctor-hours' : 'doctor-hours doctor-hours-read'}>
      <strong>{window}</strong>
      <span className="soft">
        {t('staff.doctors.week.slots', { count: countSlots(template), minutes: slotMinutes })}
      </span>
      {notes.map((note) => (
        <span key={note}>{note}</span>
      ))}
      {place !== undefined && <span className="doctor-place">{place}</span>}
      {onRemove && (
        <button
          type="button"
          className="doctor-remove no-print"
          aria-label={t('staff.doctors.week.remove', { window, day })}
          onClick={onRemove}
        >
          <Icon name="x" />
        </button>
      )}
    </li>
  )
}
