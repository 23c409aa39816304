// One week of a doctor by its dates: the hours, extra hours, leave and closed days of all hospitals, as they will be.
import './doctors.css'
import './schedules.css'
import { ActionIcon } from '@mantine/core'
import { useState } from 'react'
import { addDays, today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import {
  countSlots,
  type DayAhead,
  isAway,
  mondayOf,
  type Schedule,
  type Template,
  toWindow,
  weekFrom,
} from './hours.ts'

const DAYS = 7
/** Leave can be entered as far ahead. */
const WEEKS_AHEAD = 52

interface WeekAheadProps {
  readonly schedule: Schedule
  readonly nameOf: (facilityId: string) => string
}

export function WeekAhead({ schedule, nameOf }: WeekAheadProps) {
  const { t, format } = useText()
  const first = mondayOf(today())
  const [monday, setMonday] = useState(first)
  const sunday = addDays(monday, DAYS - 1)
  const isOnePlace = schedule.practices.length < 2
  const last = addDays(first, DAYS * WEEKS_AHEAD)
  return (
    <section className="doctor-part">
      <div className="list-actions week-ahead-head">
        <h2 aria-live="polite">
          {t('staff.schedules.week', { from: format.shortDay(monday), until: format.day(sunday) })}
        </h2>
        <div className="week-ahead-arrows no-print">
          <ActionIcon
            aria-label={t('staff.schedules.weekBefore')}
            aria-disabled={monday === first}
            onClick={() => monday > first && setMonday(addDays(monday, -DAYS))}
          >
            <Icon name="chevron-left" />
          </ActionIcon>
          <ActionIcon
            aria-label={t('staff.schedules.weekAfter')}
            aria-disabled={monday >= last}
            onClick={() => monday < last && setMonday(addDays(monday, DAYS))}
          >
            <Icon name="chevron-right" />
          </ActionIcon>
          {monday !== first && (
            <Button kind="quiet" onClick={() => setMonday(first)}>
              {t('staff.schedules.thisWeek')}
            </Button>
          )}
        </div>
      </div>
      <ol className="plain doctor-week">
        {weekFrom(schedule, monday).map((one) => (
          <li key={one.date} className={one.date < today() ? 'doctor-day doctor-day-past' : 'doctor-day'}>
            <h3>
              {format.weekday(one.date)} {format.shortDay(one.date)}
            </h3>
            <Day day={one} nameOf={nameOf} isOnePlace={isOnePlace} />
          </li>
        ))}
      </ol>
    </section>
  )
}

interface DayProps {
  readonly day: DayAhead
  readonly nameOf: WeekAheadProps['nameOf']
  readonly isOnePlace: boolean
}

function Day({ day: { date, hours, extra, leave, closed }, nameOf, isOnePlace }: DayProps) {
  const { t } = useText()
  // The schedule begins today: what leave and closed days were before it, nobody asked.
  if (date < today()) return <p className="soft doctor-free">{t('staff.schedules.over')}</p>
  const isNone = hours.length + extra.length + leave.length + closed.length === 0
  const placeOf = (facilityId: string | undefined): string | undefined =>
    isOnePlace ? undefined : facilityId === undefined ? t('staff.doctors.absence.everywhere') : nameOf(facilityId)
  return (
    <>
      {closed.map((facilityId) => (
        <Mark key={facilityId} kind="plain" words={t('staff.schedules.closed')} note={placeOf(facilityId)} />
      ))}
      {leave.map((one) => (
        <Mark
          key={one.exceptionId}
          kind="warning"
          words={t('staff.doctors.absence.kind.leave')}
          note={[
            one.starts && one.ends ? dashed({ starts: one.starts, ends: one.ends }) : undefined,
            placeOf(one.facilityId),
          ]
            .filter((part) => part !== undefined)
            .join(' · ')}
        />
      ))}
      {isNone && <p className="soft doctor-free">{t('staff.doctors.week.free')}</p>}
      {hours.length > 0 && (
        <ul className="plain">
          {hours.map((one) => (
            <Hours key={one.templateId} one={one} isGone={isAway(one, leave)} place={placeOf(one.facilityId)} />
          ))}
        </ul>
      )}
      {extra.map(({ exceptionId, starts, ends, facilityId }) => (
        <Mark
          key={exceptionId}
          kind="good"
          words={t('staff.doctors.absence.kind.extra')}
          note={[starts && ends ? dashed({ starts, ends }) : undefined, placeOf(facilityId)]
            .filter((part) => part !== undefined)
            .join(' · ')}
        />
      ))}
    </>
  )
}

/** As people type them. Twelve-hour times would not fit into a column. */
const dashed = (span: { readonly starts: string; readonly ends: string }): string => toWindow(span).replace('-', '–')

interface MarkProps {
  readonly kind: 'plain' | 'warning' | 'good'
  readonly words: string
  readonly note: string | undefined
}

function Mark({ kind, words, note }: MarkProps) {
  return (
    <p className="week-mark">
      <Tag kind={kind}>{words}</Tag>
      {note && <span>{note}</span>}
    </p>
  )
}

interface HoursProps {
  readonly one: Template
  /** Leave of the whole day takes them away. */
  readonly isGone: boolean
  readonly place: string | undefined
}

function Hours({ one, isGone, place }: HoursProps) {
  const { t } = useText()
  const window = dashed(one)
  return (
    <li className="doctor-hours doctor-hours-read">
      {isGone ? (
        <s>
          <span className="visually-hidden">{t('staff.schedules.gone')}</span> {window}
        </s>
      ) : (
        <>
          <strong>{window}</strong>
          <span className="soft">
            {t('staff.doctors.week.slots', { count: countSlots(one), minutes: one.slotMinutes })}
          </span>
        </>
      )}
      {place !== undefined && <span className="doctor-place">{place}</span>}
    </li>
  )
}
