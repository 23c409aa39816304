// Filters of the staff's lists: a choice applies at once, words apply when somebody presses the button.
import './lists.css'
import '../../ui/form.css'
import { type ReactNode, useEffect, useRef } from 'react'
import { WORDS } from '../../address.ts'
import type { Limits } from '../../api/limits.ts'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { stateName } from '../../i18n/state-names.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'

const UNCHANGING = { freshMs: Number.POSITIVE_INFINITY }

interface FiltersProps {
  /** Gets a function that gives the value of a field by its name. */
  readonly onSearch?: (values: (name: string) => string) => void
  /** Takes the filters away. Undefined when nothing is filtered: then there is no button. */
  readonly onClear?: (() => void) | undefined
  readonly children: ReactNode
}

export function Filters({ onSearch, onClear, children }: FiltersProps) {
  const { t } = useText()
  return (
    <search>
      <form
        className="filters no-print"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const entries = new FormData(event.currentTarget)
          onSearch?.((name) => String(entries.get(name) ?? '').trim())
        }}
      >
        {children}
        {onSearch && (
          <Button kind="quiet">
            <Icon name="search" />
            {t('staff.lists.search')}
          </Button>
        )}
        {onClear && (
          <Button kind="plain" onClick={onClear}>
            {t('staff.lists.clear')}
          </Button>
        )}
      </form>
    </search>
  )
}

interface SearchFieldProps {
  readonly name: string
  readonly label: string
  readonly value: string | undefined
  readonly type?: 'search' | 'date'
  /** The limits of the filter. Without them, the page searches a list that it has already. */
  readonly limits?: Limits
  readonly error?: string | undefined
}

export function SearchField({ name, label, value = '', type = 'search', limits = WORDS, error }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  // When the address changes, write its value into the same field, which keeps the focus.
  useEffect(() => {
    if (field.current) field.current.value = value
  }, [value])
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {error !== undefined && (
        <p id={`${name}-error`} className="field-error">
          {error}
        </p>
      )}
      <input
        ref={field}
        id={name}
        name={name}
        type={type}
        className="input"
        maxLength={limits.maxLength}
        autoComplete="off"
        defaultValue={value}
        aria-invalid={error !== undefined}
        {...(error !== undefined && { 'aria-describedby': `${name}-error` })}
      />
    </div>
  )
}

interface ChoiceProps {
  readonly id: string
  readonly label: string
  /** The text of the empty choice, which means all. */
  readonly all?: string
  readonly value: string | undefined
  readonly options: readonly { readonly value: string; readonly text: string }[]
  readonly onChoose: (value: string | undefined) => void
}

/** Applies at once. */
export function Choice({ id, label, all, value = '', options, onChoose }: ChoiceProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input"
        value={value}
        onChange={(event) => onChoose(event.target.value === '' ? undefined : event.target.value)}
      >
        {all !== undefined && <option value="">{all}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  )
}

interface PlaceChoiceProps {
  readonly state: string | undefined
  readonly district: number | undefined
  readonly onChoose: (place: { state?: string | undefined; district?: number | undefined }) => void
}

/** A state, and a district in it. */
export function PlaceChoice({ state, district, onChoose }: PlaceChoiceProps) {
  const { t, language } = useText()
  const states = useAnswer('GET /v1/states', { query: { limit: 100 } }, UNCHANGING)
  const districts = useDistricts(state)
  return (
    <>
      <Choice
        id="state"
        label={t('staff.officials.state')}
        all={t('staff.officials.allStates')}
        value={state}
        options={(states.data?.items ?? []).map(({ code, name }) => ({ value: code, text: stateName(name, language) }))}
        onChoose={(code) => onChoose({ state: code, district: undefined })}
      />
      {state !== undefined && (
        <Choice
          id="district"
          label={t('staff.officials.district')}
          all={t('staff.officials.allDistricts')}
          value={district === undefined ? undefined : String(district)}
          options={districts.map(({ cell, name }) => ({ value: String(cell), text: name }))}
          onChoose={(cell) => onChoose({ state, district: cell === undefined ? undefined : Number(cell) })}
        />
      )}
    </>
  )
}

export function useDistricts(state: string | undefined): readonly { readonly cell: number; readonly name: string }[] {
  const request = { path: { code: state ?? '' }, query: { limit: 100 } }
  const { data } = useAnswer('GET /v1/states/{code}/districts', request, {
    ...UNCHANGING,
    enabled: state !== undefined,
  })
  return (data?.items ?? []).toSorted((a, b) => a.name.localeCompare(b.name))
}
