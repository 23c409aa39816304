// The day of a page in full, with arrows to the days beside it, a calendar, and a way back to today.
import '@mantine/dates/styles.css'
import 'dayjs/locale/hi'
import { ActionIcon, Button } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { useMediaQuery } from '@mantine/hooks'
import { addDays, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'

/** Where the weekday in full fits beside the arrows. */
const WIDE = '(min-width: 30rem)'

interface DayPickerProps {
  readonly day: string
  readonly onPick: (day: string) => void
}

export function DayPicker({ day, onPick }: DayPickerProps) {
  const { t, format, language } = useText()
  const isWide = useMediaQuery(WIDE, undefined, { getInitialValueInEffect: false })
  const write = isWide ? format.fullDay : (date: string) => `${format.weekday(date)} ${format.day(date)}`
  const locale = language.code === 'hi' ? 'hi' : 'en'
  return (
    <div className="day-picker no-print">
      <ActionIcon
        className="day-arrow"
        aria-label={t('staff.centre.today.dayBefore')}
        onClick={() => onPick(addDays(day, -1))}
      >
        <Icon name="chevron-left" />
      </ActionIcon>
      <DatePickerInput
        className="day-input"
        aria-label={t('staff.centre.today.day', { day: write(day) })}
        value={day}
        onChange={(picked) => picked !== null && onPick(picked)}
        valueFormatter={({ date }) => (typeof date === 'string' ? write(date) : '')}
        locale={locale}
        firstDayOfWeek={1}
        hideOutsideDates
        leftSection={<Icon name="calendar" />}
        rightSection={<Icon name="chevron-down" sizePx={14} />}
        leftSectionPointerEvents="none"
        rightSectionPointerEvents="none"
        ariaLabels={{
          nextMonth: t('staff.centre.today.monthAfter'),
          previousMonth: t('staff.centre.today.monthBefore'),
          nextYear: t('staff.centre.today.yearAfter'),
          previousYear: t('staff.centre.today.yearBefore'),
        }}
        // The calendar's own buttons have names. As a dialog it would have none.
        popoverProps={{ shadow: 'md', withRoles: false, withinPortal: false, transitionProps: { duration: 0 } }}
      />
      <ActionIcon
        className="day-arrow"
        aria-label={t('staff.centre.today.dayAfter')}
        onClick={() => onPick(addDays(day, 1))}
      >
        <Icon name="chevron-right" />
      </ActionIcon>
      {day !== today() && (
        <Button variant="light" onClick={() => onPick(today())}>
          {t('staff.centre.today.toToday')}
        </Button>
      )}
    </div>
  )
}
