// A birth as people know it: the day, or only the year.
import { today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { DateField, readDate } from '../../ui/Field.tsx'
import type { Values } from '../../ui/Form.tsx'

const YEARS_MAX = 130

export function BirthField() {
  const { t } = useText()
  return <DateField name="birth" label={t('staff.patient.birth')} hint={t('staff.patient.birthHint')} />
}

/** What the API wants of the three fields; undefined when they are no birth. */
export function readBirth(values: Values): { birthDate: string } | { birthYear: number } | undefined {
  const year = values('birth-year')
  const thisYear = Number(today().slice(0, 4))
  if (!/^\d{4}$/.test(year) || Number(year) > thisYear || Number(year) < thisYear - YEARS_MAX) return undefined
  if (values('birth-day') === '' && values('birth-month') === '') return { birthYear: Number(year) }
  const birthDate = readDate(values, 'birth')
  return birthDate !== undefined && birthDate <= today() ? { birthDate } : undefined
}
