// Fields with choices: one of a few, several of a few, one of many.
import type { InputHTMLAttributes, ReactNode } from 'react'
import { fits, type Limits, type Named, type ValueOf } from '../api/limits.ts'
import { useFieldError } from './Form.tsx'
import { type FormField, type Look, type Of, one, REFUSED } from './fields.tsx'
import { describedBy, Hint, type Labelled } from './inputs.tsx'

interface ChoiceLook<Value extends string, Needed extends boolean> extends Look<Value, Needed> {
  readonly label: string
  readonly hint?: ReactNode
  readonly options: readonly Option<Value>[]
}

/** One of a few, all visible at once. */
export function choice<Fields extends Named, Name extends Of<Fields>, Needed extends boolean = false>(
  of: Fields,
  name: Name,
  look: ChoiceLook<ValueOf<Fields[Name]> & string, Needed>,
) {
  const { label, hint, options, value } = look
  const toValue = (chosen: string) => options.find((option) => option.value === chosen)?.value
  const input = <Radios name={name} label={label} hint={hint} options={options} value={value} />
  return one([of[name] as Fields[Name], name], look, toValue, input)
}

interface SelectLook<Value, Needed extends boolean> extends Look<Value, Needed> {
  readonly label: string
  readonly hint?: ReactNode
  readonly options: readonly Option[]
}

/** One of many. The option '' chooses nothing. */
export function select<Fields extends Named, Name extends Of<Fields>, Needed extends boolean = false>(
  of: Fields,
  name: Name,
  look: SelectLook<ValueOf<Fields[Name]>, Needed>,
) {
  const limits = of[name] as Fields[Name]
  const { label, hint, options, value } = look
  const toValue = (chosen: string) => (limits.type === 'string' ? chosen : Number(chosen)) as ValueOf<Fields[Name]>
  const input = <Select name={name} label={label} hint={hint} options={options} value={String(value ?? '')} />
  return one([limits, name], look, toValue, input)
}

interface ChoicesLook<Value extends string> extends Look<readonly Value[], boolean> {
  readonly label: string
  readonly hint?: ReactNode
  readonly options: readonly Option<Value>[]
}

/** Several of a few. */
export function choices<Fields extends Named, Name extends Of<Fields>>(
  of: Fields,
  name: Name,
  look: ChoicesLook<(ValueOf<Fields[Name]> & readonly string[])[number]>,
): FormField<{ readonly [Each in Name]: ValueOf<Fields[Name]> }> {
  const { label, hint, options, value = [], wrong } = look
  const limits = of[name] as Limits
  return {
    input: <Checkboxes name={name} label={label} hint={hint} options={options} values={value} />,
    ...{ limits, wrong, focus: name, means: [name] },
    read: (values) => {
      const chosen = options.filter((option) => values(`${name}-${option.value}`) === 'on').map((each) => each.value)
      type Part = { readonly [Each in Name]: ValueOf<Fields[Name]> }
      return fits(limits, chosen) ? { part: { [name]: chosen } as unknown as Part } : REFUSED
    },
  }
}

export interface Option<Value extends string = string> {
  readonly value: Value
  readonly text: string
  readonly hint?: string
}

interface RadiosProps extends Labelled {
  readonly options: readonly Option[]
  /** The chosen value: the first one, or with `onChange` the current one. */
  readonly value?: string | undefined
  /** For options that may go away: then nothing is chosen, and not another option. */
  readonly onChange?: (value: string) => void
}

/** One of a few, large enough for a thumb. */
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
  /** The chosen values: the first ones, or with `onChange` the current ones. */
  readonly values?: readonly string[]
  /** Set when the page owns the choice: it keeps the choice while somebody leaves the page to add an option. */
  readonly onChange?: (values: readonly string[]) => void
}

/** Several of a few. Each option is a field `name-value` of its own, with 'on' when it is chosen. */
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

/** The first option has the name as its id, because the error summary links to it. */
const idOf = (name: string, nth: number): string => (nth === 0 ? name : `${name}-${nth}`)

type ChoosableProps = InputHTMLAttributes<HTMLInputElement> & { readonly option: Option }

export function Choosable({ option: { text, hint }, ...input }: ChoosableProps) {
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
  readonly options: readonly Option[]
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
