// A field that finds while somebody types: letters, arrow keys, Enter. Enter also waits for an answer on its way.
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react'
import './signing.css'

export interface Option {
  readonly id: string
  readonly name: string
  readonly detail?: ReactNode
}

interface TypeaheadProps {
  /** Of the input, so that a key can move the focus there. */
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly none: string
  readonly typed: string
  /** So many letters begin the search. */
  readonly lettersMin: number
  /** Undefined while the answer is on its way. */
  readonly options: readonly Option[] | undefined
  readonly onType: (typed: string) => void
  readonly onTake: (id: string) => void
  /** Enter in the empty field: nothing more is wanted here. */
  readonly onDone: () => void
}

export function Typeahead(props: TypeaheadProps) {
  const { id, label, hint, none, typed, lettersMin, options, onType, onTake, onDone } = props
  const listId = useId()
  const [nth, setNth] = useState(0)
  /** How often Enter was pressed before the answer came: the first takes what is found, the second goes on. */
  const [waits, setWaits] = useState(0)
  const isAsking = typed.trim().length >= lettersMin
  const shown = isAsking ? (options ?? []) : []
  const chosen = shown[Math.min(nth, shown.length - 1)]
  const idOf = (option: Option): string => `${listId}${option.id}`.replaceAll(/[^\w-]/g, '-')
  const take = (option: Option): void => {
    setWaits(0)
    setNth(0)
    onTake(option.id)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only an answer that comes ends the waiting
  useEffect(() => {
    if (waits === 0 || options === undefined) return
    setWaits(0)
    if (!options[0]) return
    take(options[0])
    if (waits > 1) onDone()
  }, [waits, options])
  const enter = (): void => {
    if (typed.trim() === '') onDone()
    else if (chosen) take(chosen)
    else if (isAsking && options === undefined) setWaits(waits + 1)
  }
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') event.currentTarget.blur()
    else if (event.key === 'ArrowDown') setNth((nth + 1) % Math.max(1, shown.length))
    else if (event.key === 'ArrowUp') setNth((nth - 1 + shown.length) % Math.max(1, shown.length))
    else if (event.key === 'Enter') enter()
    else return
    event.preventDefault()
  }
  return (
    <div className="field typeahead">
      <label htmlFor={id}>{label}</label>
      <p id={`${id}-hint`} className="field-hint">
        {hint}
      </p>
      <input
        id={id}
        type="text"
        className="input input-full"
        role="combobox"
        aria-expanded={shown.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={chosen && idOf(chosen)}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        value={typed}
        onChange={({ target }) => {
          setNth(0)
          setWaits(0)
          onType(target.value)
        }}
        onKeyDown={press}
      />
      <div role="listbox" id={listId} aria-label={label} className="typeahead-list" hidden={shown.length === 0}>
        {shown.map((option) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys work in the field, which keeps the focus
          // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant points to it
          <div
            key={option.id}
            id={idOf(option)}
            role="option"
            aria-selected={option === chosen}
            className="typeahead-option"
            onClick={() => take(option)}
          >
            <b>{option.name}</b>
            {option.detail !== undefined && <span className="soft">{option.detail}</span>}
          </div>
        ))}
      </div>
      {isAsking && options?.length === 0 && (
        <p className="soft" role="status">
          {none}
        </p>
      )}
    </div>
  )
}
