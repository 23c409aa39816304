// Fields for days: a day of the calendar, and a date of birth as people know it.
import type { ReactNode } from 'react'
import { fits, type Limits, type Named } from '../api/limits.ts'
import { toPlain } from '../entered.ts'
import { today } from '../i18n/format.ts'
import { useText } from '../i18n/language.ts'
import { useFieldError, type Values } from './Form.tsx'
import { type FormField, type Look, type Of, one, REFUSED, type Read } from './fields.tsx'
import { describedBy, Hint, type Labelled } from './inputs.tsx'

type DayLook<Needed extends boolean> = Look<string, Needed> & { readonly label: string; readonly hint?: ReactNode }

/** A day of the calendar. */
export function day<Fields extends Named, Name extends Of<Fields>, Needed extends boolean = false>(
  of: Fields,
  name: Name,
  look: DayLook<Needed>,
) {
  const input = <DateInputs name={name} label={look.label} hint={look.hint} value={look.value} />
  const field = one([of[name] as Fields[Name], name], look, (date) => date, input)
  return {
    ...field,
    focus: `${name}-day`,
    read: (values: Values) => field.read((asked) => (asked === name ? dateOf(values, name) : values(asked))),
  }
}

type BirthPart = { readonly birthDate?: string; readonly birthYear?: number }

interface BirthLook {
  readonly label: string
  readonly hint: string
  readonly value?: string | undefined
  readonly wrong?: string
  readonly isNeeded?: boolean
}

/** A date of birth as people know it: the day, or only the year when day and month are empty. */
export function birth(of: { readonly birthDate: Limits; readonly birthYear: Limits }, look: BirthLook) {
  const { label, hint, value, wrong, isNeeded = true } = look
  const right = (part: BirthPart, year: number, isPast: boolean): Read<BirthPart> =>
    isPast && fits(of.birthYear, year) ? { part } : REFUSED
  const field: FormField<BirthPart> = {
    input: <DateInputs name="birth" label={label} hint={hint} value={value} isBirth />,
    ...{ wrong, limits: of.birthYear, focus: 'birth-day', means: ['birthDate', 'birthYear'] },
    read: (values) => {
      const [date, typed] = [dateOf(values, 'birth'), toPlain(values('birth-year'))]
      if (date === '') return isNeeded ? REFUSED : { part: {} }
      const year = Number(typed)
      const isYearAlone = values('birth-day') === '' && values('birth-month') === ''
      if (isYearAlone) return right({ birthYear: year }, year, year <= Number(today().slice(0, 4)))
      return right({ birthDate: date }, year, fits(of.birthDate, date) && date <= today())
    },
  }
  return field
}

/** Room for four digits and the invisible marks around them. */
const PART_ROOM = 8
const DATE_PARTS = ['day', 'month', 'year'] as const

/** A day as three plain inputs, because nobody wants to page a calendar to a birth date. Its error is at `name`-day. */
export function DateInputs({ name, label, hint, value, isBirth = false }: DateInputsProps) {
  const { t } = useText()
  const error = useFieldError(`${name}-day`)
  const [year, month, day] = value?.split('-') ?? []
  const known = { day, month, year }
  return (
    <fieldset
      className={error === undefined ? 'field' : 'field field-wrong'}
      aria-describedby={describedBy(`${name}-day`, hint, error)}
    >
      <legend>{label}</legend>
      <Hint name={`${name}-day`} hint={hint} error={error} />
      <div className="date">
        {DATE_PARTS.map((part) => (
          <div key={part}>
            <label htmlFor={`${name}-${part}`}>{t(`ui.date.${part}`)}</label>
            <input
              id={`${name}-${part}`}
              name={`${name}-${part}`}
              className={part === 'year' ? 'input input-year' : 'input input-day'}
              inputMode="numeric"
              maxLength={PART_ROOM}
              defaultValue={known[part]}
              aria-invalid={error !== undefined}
              {...(isBirth && { autoComplete: `bday-${part}` as const })}
            />
          </div>
        ))}
      </div>
    </fieldset>
  )
}

interface DateInputsProps extends Labelled {
  /** YYYY-MM-DD */
  readonly value?: string | undefined
  readonly isBirth?: boolean
}

/** The text of DateInputs: YYYY-MM-DD when all parts are given, '' when none is. */
export function dateOf(values: Values, name: string): string {
  const [day = '', month = '', year = ''] = DATE_PARTS.map((part) => toPlain(values(`${name}-${part}`)))
  return day + month + year === '' ? '' : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
