// A field for the code of a pack: a scanner types it and ends it with Enter, a person may type it, too.
import '../shell/home/home.css'
import { type KeyboardEvent, useId } from 'react'
import { Icon } from '../../ui/Icon.tsx'

const CODE_LENGTH_MAX = 200

interface Props {
  readonly label: string
  readonly onScan: (code: string) => void
  /** How far it is, read aloud when it changes. */
  readonly note?: string
}

export function ScanField({ label, onScan, note }: Props) {
  const id = useId()
  const enter = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    const code = event.currentTarget.value.trim()
    event.currentTarget.value = ''
    if (code !== '') onScan(code)
  }
  return (
    <div className="scan-field no-print">
      <label htmlFor={id}>
        <Icon name="scan" /> {label}
      </label>
      <input
        id={id}
        className="input"
        autoComplete="off"
        spellCheck={false}
        maxLength={CODE_LENGTH_MAX}
        onKeyDown={enter}
      />
      {note !== undefined && (
        <p role="status" className="soft">
          {note}
        </p>
      )}
    </div>
  )
}
