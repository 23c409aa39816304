// The field for the way of a medicine: what its form says stands there, and a doctor may choose another.
import type { KeyboardEvent } from 'react'
import { useText } from '../../../i18n/language.ts'
import { WAYS, type Way } from './ways.ts'

interface WaySelectProps {
  readonly id: string
  readonly name: string
  readonly value: Way | undefined
  readonly isWrong?: boolean
  readonly onChange: (way: Way | undefined) => void
  readonly onKeyDown?: (event: KeyboardEvent<HTMLSelectElement>) => void
}

export function WaySelect({ id, name, value, isWrong = false, onChange, onKeyDown }: WaySelectProps) {
  const { t } = useText()
  return (
    <>
      <label htmlFor={id}>
        {t('staff.prescribing.way')} <span className="visually-hidden">{name}</span>
      </label>
      <select
        id={id}
        className="input input-full"
        aria-invalid={isWrong}
        value={value ?? ''}
        onChange={({ target }) => onChange(WAYS.find((way) => way === target.value))}
        {...(onKeyDown && { onKeyDown })}
      >
        <option value="">{t('staff.prescribing.wayChoose')}</option>
        {WAYS.map((way) => (
          <option key={way} value={way}>
            {t(`staff.prescribing.ways.${way}`)}
          </option>
        ))}
      </select>
    </>
  )
}
