// Draws inputs: a visible label, a hint and the error, all tied to the input. The name is also the id.
import type { InputHTMLAttributes, ReactNode } from 'react'
import { useText } from '../i18n/language.ts'
import { useFieldError } from './Form.tsx'

export interface Labelled {
  readonly name: string
  readonly label: string
  readonly hint?: ReactNode | undefined
}

/** How an input looks, and what it asks of the browser. */
export interface InputLook
  extends Pick<InputHTMLAttributes<HTMLInputElement>, 'type' | 'inputMode' | 'autoComplete' | 'spellCheck'> {
  readonly label: string
  readonly hint?: ReactNode | undefined
  /** About how many characters people type. */
  readonly size?: 'short' | 'medium' | 'full'
}

interface InputProps extends InputLook {
  readonly name: string
  readonly defaultValue?: string | number | undefined
  readonly maxLength?: number | undefined
}

/** The fields of fields.tsx, numbers.tsx and others draw this input. Pages do not set limits themselves. */
export function Input({ name, label, hint, size = 'full', type = 'text', ...input }: InputProps) {
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

export function Hint({ name, hint, error }: Pick<Labelled, 'name' | 'hint'> & { error: string | undefined }) {
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

export function describedBy(name: string, hint: ReactNode, error: string | undefined): string | undefined {
  const ids = [hint !== undefined && `${name}-hint`, error !== undefined && `${name}-error`].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

interface KnownProps {
  readonly name: string
  /** Replaces the usual label. */
  readonly label?: string | undefined
  readonly hint?: ReactNode | undefined
  readonly defaultValue?: string | undefined
}

/** Room for a PIN code with spaces and invisible marks. */
const PIN_ROOM = 20

/** @package */
export function PinInput({ name, label, hint, defaultValue }: KnownProps) {
  const { t } = useText()
  return (
    <Input
      name={name}
      label={label ?? t('ui.pin.label')}
      hint={hint ?? t('ui.pin.hint')}
      size="short"
      inputMode="numeric"
      autoComplete="postal-code"
      maxLength={PIN_ROOM}
      defaultValue={defaultValue}
    />
  )
}

/** @package */
export function PhoneInput({ name, label, hint, defaultValue }: KnownProps) {
  const { t } = useText()
  return (
    <Input
      name={name}
      label={label ?? t('ui.phone.label')}
      hint={hint ?? t('ui.phone.hint')}
      size="medium"
      type="tel"
      autoComplete="tel"
      defaultValue={defaultValue}
    />
  )
}
