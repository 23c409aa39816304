// The days that a page of attendance counts: by one press, or in the fields beside it. They stand in the address.
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { day } from '../../address.ts'
import { addDays, daysBetween, today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { Filters, SearchField } from '../lists/Filters.tsx'

/** The server counts no more days at once. */
const DAYS_MAX = 31
const RANGES = { today: 1, last7: 7, last30: 30 } as const
type Range = keyof typeof RANGES

export const dayReaders = { from: day, to: day }

export interface Days {
  readonly from: string
  readonly to: string
}

/** The days of the address; by default the last seven. Days that the server would refuse are left out. */
export function readDays({ from, to }: { readonly from?: string; readonly to?: string }): Days {
  const usual = { from: addDays(today(), 1 - RANGES.last7), to: today() }
  if (from === undefined || to === undefined) return usual
  return isRight({ from, to }) ? { from, to } : usual
}

const isRight = ({ from, to }: Days): boolean => from <= to && daysBetween(from, to) < DAYS_MAX && to <= today()

interface DaysChoiceProps {
  readonly days: Days
  readonly onChoose: (days: Days) => void
}

export function DaysChoice({ days, onChoose }: DaysChoiceProps) {
  const { t } = useText()
  const [fault, setFault] = useState<string>()
  const daysOf = (range: Range): Days => ({ from: addDays(today(), 1 - RANGES[range]), to: today() })
  const ranges = Object.keys(RANGES) as Range[]
  const chosen = ranges.find((range) => daysOf(range).from === days.from && days.to === today())
  const choose = (values: (name: string) => string): void => {
    const wanted = { from: values('from'), to: values('to') }
    const isFit = wanted.from !== '' && wanted.to !== '' && isRight(wanted)
    setFault(isFit ? undefined : t('staff.attendance.daysWrong', { count: DAYS_MAX }))
    if (isFit) onChoose(wanted)
  }
  return (
    <div className="list-tools no-print">
      <SegmentedControl
        aria-label={t('staff.figures.days')}
        value={chosen ?? 'other'}
        data={[
          ...ranges.map((value) => ({ value: value as string, label: t(`staff.attendance.ranges.${value}`) })),
          ...(chosen ? [] : [{ value: 'other', label: t('staff.figures.range.other') }]),
        ]}
        onChange={(value) => {
          const range = ranges.find((each) => each === value)
          if (range) onChoose(daysOf(range))
        }}
      />
      <Filters onSearch={choose} key={`${days.from} ${days.to}`}>
        <SearchField name="from" type="date" label={t('staff.figures.from')} value={days.from} error={fault} />
        <SearchField name="to" type="date" label={t('staff.figures.to')} value={days.to} />
      </Filters>
    </div>
  )
}
