// What is being booked, beside the questions, so that nobody has to remember it.
import { useText } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { useDoctorWords } from '../words.ts'

interface ChosenProps {
  readonly name: string
  readonly facilityName: string
  readonly feePaise: number
  readonly date: string
  readonly start: string
  readonly mode: 'in-person' | 'tele'
}

export function Chosen({ name, facilityName, feePaise, date, start, mode }: ChosenProps) {
  const { t, format } = useText()
  const { nameOf, feeOf, timeOf } = useDoctorWords()
  return (
    <aside className="card booking-chosen" aria-label={t('doctors.chosen')}>
      <p className="booking-day">
        {format.weekdayAndDay(date)}
        <span>{timeOf({ date, start })}</span>
      </p>
      <p>
        <Icon name="stethoscope" sizePx={20} />
        {nameOf(name)}
      </p>
      <p>
        <Icon name={mode === 'tele' ? 'phone' : 'map-pin'} sizePx={20} />
        {mode === 'tele' ? t('doctors.tele') : facilityName}
      </p>
      <p>{t('doctors.fee', { price: feeOf(feePaise) })}</p>
    </aside>
  )
}
