// The days that the figures count, chosen by one press. Other days are chosen in the fields beside it.
import { SegmentedControl } from '@mantine/core'
import { addDays, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'

/** How many days each choice has: up to today, and from today on. */
export const RANGES = { last7: 7, last30: 30, next7: 7 } as const
type Range = keyof typeof RANGES

function daysOf(range: Range): { readonly from: string; readonly to: string } {
  const [now, more] = [today(), RANGES[range] - 1]
  return range === 'next7' ? { from: now, to: addDays(now, more) } : { from: addDays(now, -more), to: now }
}

interface RangesProps {
  readonly from: string
  readonly to: string
  readonly onChoose: (days: { readonly from: string; readonly to: string }) => void
}

export function Ranges({ from, to, onChoose }: RangesProps) {
  const { t } = useText()
  const ranges = Object.keys(RANGES) as Range[]
  const chosen = ranges.find((range) => daysOf(range).from === from && daysOf(range).to === to)
  return (
    <SegmentedControl
      className="no-print"
      aria-label={t('staff.figures.days')}
      value={chosen ?? 'other'}
      data={[
        ...ranges.map((value) => ({ value: value as string, label: t(`staff.figures.range.${value}`) })),
        ...(chosen ? [] : [{ value: 'other', label: t('staff.figures.range.other') }]),
      ]}
      onChange={(value) => {
        const range = ranges.find((each) => each === value)
        if (range) onChoose(daysOf(range))
      }}
    />
  )
}
