// How often a prescription may be filled again, and how long it is valid.
import { postPrescriptions } from '../../../api/limits/post-prescriptions.ts'
import { addDays, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { validDaysOf, type Writing } from './writing.ts'

interface TermsPartProps {
  readonly writing: Writing
  readonly onChange: (change: Partial<Writing>) => void
}

const { repeats: REPEATS, validDays: DAYS } = postPrescriptions

export function TermsPart({ writing, onChange }: TermsPartProps) {
  const { t, format } = useText()
  const days = validDaysOf(writing)
  return (
    <div className="rx-terms">
      <div className="field">
        <label htmlFor="rx-repeats">{t('staff.prescribing.repeats')}</label>
        <select
          id="rx-repeats"
          className="input"
          value={writing.repeats}
          onChange={({ target }) => onChange({ repeats: Number(target.value) })}
        >
          {Array.from({ length: REPEATS.maximum + 1 }, (_one, count) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the number is the option
            <option key={count} value={count}>
              {count === 0 ? t('staff.prescribing.once') : t('staff.prescribing.more', { count })}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="rx-days">{t('staff.prescribing.validDays')}</label>
        <input
          id="rx-days"
          className="input"
          type="number"
          min={DAYS.minimum}
          max={DAYS.maximum}
          value={days}
          onChange={({ target }) => {
            const typed = Math.trunc(target.valueAsNumber)
            onChange({ validDays: typed >= DAYS.minimum && typed <= DAYS.maximum ? typed : undefined })
          }}
        />
        <p className="field-hint">
          {t('staff.prescribing.validUntil', { day: format.fullDay(addDays(today(), days - 1)) })}
        </p>
      </div>
    </div>
  )
}
