// Fields of forms: a visible label, a hint, and the error, all tied to the input. The name is also the id.
import type { InputHTMLAttributes, ReactNode } from 'react'
import { useText } from '../i18n/language.ts'
import { useFieldError, type Values } from './Form.tsx'

interface Labelled {
  readonly name: string
  readonly label: string
  readonly hint?: ReactNode
}

type InputProps = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  'type' | 'inputMode' | 'autoComplete' | 'defaultValue' | 'maxLength' | 'spellCheck' | 'list'
>

interface FieldProps extends Labelled, InputProps {
  /** About how many letters are expected. */
  readonly size?: 'short' | 'medium' | 'full'
}

export function Field({ name, label, hint, size = 'full', type = 'text', ...input }: FieldProps) {
  const error = useFieldError(name)
  return (
    <div className={error === undefined ? 'field' : 'field field-wrong'}>
      <label htmlFor={name}>{label}</label>
      <Hint name={name} hint={hint} error={error} />
      <input
        id={name}
        name={name}
        type={type}
        className={`input input-${size}`}
        aria-describedby={describedBy(name, hint, error)}
        aria-invalid={error !== undefined}
        {...input}
      />
    </div>
  )
}

function Hint({ name, hint, error }: Pick<Labelled, 'name' | 'hint'> & { error: string | undefined }) {
  const { t } = useText()
  return (
    <>
      {hint !== undefined && (
        <p id={`${name}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${name}-error`} className="field-error">
          <span className="visually-hidden">{t('ui.error')}</span> {error}
        </p>
      )}
    </>
  )
}

function describedBy(name: string, hint: ReactNode, error: string | undefined): string | undefined {
  const ids = [hint !== undefined && `${name}-hint`, error !== undefined && `${name}-error`].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

/** Six digits. */
export function PinField({ name = 'pin', label, ...rest }: Partial<Labelled> & Pick<InputProps, 'defaultValue'>) {
  const { t } = useText()
  return (
    <Field
      name={name}
      label={label ?? t('ui.pin.label')}
      hint={rest.hint ?? t('ui.pin.hint')}
      size="short"
      inputMode="numeric"
      autoComplete="postal-code"
      maxLength={12}
      defaultValue={rest.defaultValue}
    />
  )
}

/** An Indian mobile number; `readPhone` takes it as people write it. */
export function PhoneField({ name = 'phone', label, ...rest }: Partial<Labelled> & Pick<InputProps, 'defaultValue'>) {
  const { t } = useText()
  return (
    <Field
      name={name}
      label={label ?? t('ui.phone.label')}
      hint={rest.hint ?? t('ui.phone.hint')}
      size="medium"
      type="tel"
      autoComplete="tel"
      defaultValue={rest.defaultValue}
    />
  )
}

/** The ten digits, however they were grouped, with or without +91 or 0; undefined when it is no mobile number. */
export function readPhone(text: string): string | undefined {
  const digits = text.replace(/[\s().-]/g, '').replace(/^(\+91|0)(?=\d{10}$)/, '')
  return /^[6-9]\d{9}$/.test(digits) ? digits : undefined
}

export function readPin(text: string): string | undefined {
  const digits = text.replace(/[\s-]/g, '')
  return /^[1-9]\d{5}$/.test(digits) ? digits : undefined
}

const DATE_PARTS = ['day', 'month', 'year'] as const

/** A day as three plain inputs: no calendar to page through for a birth date. Its error belongs to `name`-day. */
export function DateField({ name, label, hint, value, isBirth = false }: DateFieldProps) {
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
              maxLength={4}
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

interface DateFieldProps extends Labelled {
  /** YYYY-MM-DD */
  readonly value?: string | undefined
  readonly isBirth?: boolean
}

/** The day of a DateField as YYYY-MM-DD; undefined when there is no such day. */
export function readDate(values: Values, name: string): string | undefined {
  const [day, month, year] = DATE_PARTS.map((part) => values(`${name}-${part}`))
  if (!/^\d{4}$/.test(year ?? '')) return undefined
  const text = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? text : undefined
}

interface Option {
  readonly value: string
  readonly text: string
  readonly hint?: string
}

interface RadiosProps extends Labelled {
  readonly options: readonly Option[]
  /** What is chosen: at first, or with `onChange` now. */
  readonly value?: string | undefined
  /** Where options may go away: nothing is chosen then, instead of another one. */
  readonly onChange?: (value: string) => void
}

/** One of a few; large enough for a thumb. */
export function Radios({ options, value, onChange, ...group }: RadiosProps) {
  const { name } = group
  return (
    <Group {...group}>
      {options.map((option, nth) => (
        <Choosable
          key={option.value}
          option={option}
          id={idOf(name, nth)}
          type="radio"
          name={name}
          value={option.value}
          {...{ [onChange ? 'checked' : 'defaultChecked']: option.value === value }}
          onChange={() => onChange?.(option.value)}
        />
      ))}
    </Group>
  )
}

interface CheckboxesProps extends Labelled {
  readonly options: readonly Option[]
  /** What is chosen: at first, or with `onChange` now. */
  readonly values?: readonly string[]
  /** Where what is chosen belongs to the page, which keeps it when somebody leaves to add a choice. */
  readonly onChange?: (values: readonly string[]) => void
}

/** Any of a few; each is a field `name-value` of its own, with 'on' where it is chosen. */
export function Checkboxes({ options, values = [], onChange, ...group }: CheckboxesProps) {
  const { name } = group
  const tell = (value: string, isChosen: boolean): void => {
    onChange?.(
      options.map((option) => option.value).filter((each) => (each === value ? isChosen : values.includes(each))),
    )
  }
  return (
    <Group {...group}>
      {options.map((option, nth) => (
        <Choosable
          key={option.value}
          option={option}
          id={idOf(name, nth)}
          type="checkbox"
          name={`${name}-${option.value}`}
          {...{ [onChange ? 'checked' : 'defaultChecked']: values.includes(option.value) }}
          onChange={(event) => tell(option.value, event.target.checked)}
        />
      ))}
    </Group>
  )
}

export const readCheckboxes = <Value extends string>(values: Values, name: string, all: readonly Value[]): Value[] =>
  all.filter((value) => values(`${name}-${value}`) === 'on')

function Group({ name, label, hint, children }: Labelled & { children: ReactNode }) {
  const error = useFieldError(name)
  return (
    <fieldset
      className={error === undefined ? 'field' : 'field field-wrong'}
      aria-describedby={describedBy(name, hint, error)}
    >
      <legend>{label}</legend>
      <Hint name={name} hint={hint} error={error} />
      {children}
    </fieldset>
  )
}

/** The summary of errors leads to the first of a group by the name. */
const idOf = (name: string, nth: number): string => (nth === 0 ? name : `${name}-${nth}`)

type ChoosableProps = InputHTMLAttributes<HTMLInputElement> & { readonly option: Option }

function Choosable({ option: { text, hint }, ...input }: ChoosableProps) {
  return (
    <label className="option">
      <input {...input} />
      <span>
        {text}
        {hint !== undefined && <span className="field-hint">{hint}</span>}
      </span>
    </label>
  )
}

interface SelectProps extends Labelled {
  readonly options: readonly { readonly value: string; readonly text: string }[]
  readonly value?: string | undefined
}

export function Select({ name, label, hint, options, value }: SelectProps) {
  const error = useFieldError(name)
  return (
    <div className={error === undefined ? 'field' : 'field field-wrong'}>
      <label htmlFor={name}>{label}</label>
      <Hint name={name} hint={hint} error={error} />
      <select
        id={name}
        name={name}
        className="input input-medium"
        defaultValue={value}
        aria-describedby={describedBy(name, hint, error)}
        aria-invalid={error !== undefined}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  )
}
