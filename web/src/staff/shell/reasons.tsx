// The field for a reason: the usual ones as chips to press, and room for other words.
import './reasons.css'
import type { Named } from '../../api/limits.ts'
import { useText } from '../../i18n/language.ts'
import { type FormField, type Of, text } from '../../ui/fields.tsx'

interface ReasonLook {
  readonly label: string
  readonly hint?: string
  readonly wrong: string
  /** The usual reasons, in words. */
  readonly usual: readonly string[]
}

/** A press on a chip writes its words into the field, where people may add to them. */
export function reason<Fields extends Named, Name extends Of<Fields>>(
  of: Fields,
  name: Name,
  { usual, ...look }: ReasonLook,
): FormField<{ readonly [Each in Name]: string }> {
  const field = text(of, name, { ...look, isNeeded: true, autoComplete: 'off' })
  const input = (
    <div className="reason">
      {field.input}
      <Chips name={name} words={usual} />
    </div>
  )
  return { ...field, input } as FormField<{ readonly [Each in Name]: string }>
}

function Chips({ name, words }: { name: string; words: readonly string[] }) {
  const { t } = useText()
  const write = (chosen: string): void => {
    const input = document.getElementById(name)
    if (!(input instanceof HTMLInputElement)) return
    input.value = chosen
    input.focus()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: the chips fill the field above, and are no field of the form
    <div className="reason-chips" role="group" aria-label={t('staff.shell.usualReasons')}>
      {words.map((each) => (
        <button key={each} type="button" className="reason-chip" onClick={() => write(each)}>
          {each}
        </button>
      ))}
    </div>
  )
}
