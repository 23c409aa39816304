// Several of a few; each is a field `name-value` of its own, with 'on' where it is chosen.
import { useFieldError, type Values } from './Form.tsx'

interface CheckboxesProps {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
  readonly values?: readonly string[]
}

/** Its error belongs to `name`, which is the id of the first box. */
export function Checkboxes({ name, label, hint, options, values = [] }: CheckboxesProps) {
  const error = useFieldError(name)
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  return (
    <fieldset
      className={error === undefined ? 'field' : 'field field-wrong'}
      {...(described !== '' && { 'aria-describedby': described })}
    >
      <legend>{label}</legend>
      {hint !== undefined && (
        <p id={`${name}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${name}-error`} className="field-error">
          {error}
        </p>
      )}
      {options.map(({ value, text }, nth) => (
        <label key={value} className="option">
          <input
            id={nth === 0 ? name : `${name}-${value}`}
            type="checkbox"
            name={`${name}-${value}`}
            defaultChecked={values.includes(value)}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  )
}

export const readCheckboxes = <Value extends string>(values: Values, name: string, all: readonly Value[]): Value[] =>
  all.filter((value) => values(`${name}-${value}`) === 'on')
