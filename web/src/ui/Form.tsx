// A form of one page: checks in the page, an error summary that takes the focus, one request at a time.
import { createContext, type ReactNode, type SubmitEvent, useContext, useEffect, useRef, useState } from 'react'
import { ApiProblem } from '../api/problem.ts'
import { useText } from '../i18n/language.ts'
import './form.css'
import { Failure } from './outcomes.tsx'

export interface FieldError {
  /** Name of the field. */
  readonly field: string
  readonly text: string
}

/** What stands in the fields, without spaces around it; '' where there is nothing. */
export type Values = (name: string) => string

interface FormProps {
  /** Gives the errors that the page itself finds; then nothing is sent. */
  readonly check?: (values: Values) => readonly FieldError[]
  /** What it throws is shown: a refused field beside the field, everything else above the form. */
  readonly onSubmit: (values: Values) => unknown
  /** Which field of the form a pointer of the server means, where the names differ. */
  readonly fieldOf?: Readonly<Record<string, string>>
  /** Words of a refusal, better than the general ones. */
  readonly wordsOf?: (error: unknown) => string | undefined
  readonly children: ReactNode
}

const Errors = createContext<readonly FieldError[]>([])

/** The text of the error of a field, if it has one. */
export function useFieldError(field: string): string | undefined {
  return useContext(Errors).find((error) => error.field === field)?.text
}

export function Form({ check, onSubmit, fieldOf = {}, wordsOf, children }: FormProps) {
  const { t, has, language } = useText()
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [failure, setFailure] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const busy = useRef(false)

  const fieldErrorsOf = (error: unknown): FieldError[] => {
    if (!(error instanceof ApiProblem)) return []
    return error.errors.map(({ pointer, detail }) => {
      const name = pointer.slice(pointer.lastIndexOf('/') + 1)
      const field = fieldOf[name] ?? name
      const words = [`staff.errors.${name}`, `errors.${name}`].find(has)
      if (words !== undefined) return { field, text: t(words) }
      // The server says what is wrong in English only.
      return { field, text: language.code === 'en' ? detail : t('errors.refused') }
    })
  }

  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    // The button stays enabled, as a disabled one tells nobody why; a second press meanwhile is not a second request.
    if (busy.current) return
    const entries = new FormData(event.currentTarget)
    const values: Values = (name) => String(entries.get(name) ?? '').trim()
    const found = check?.(values) ?? []
    setErrors(found)
    setFailure(undefined)
    if (found.length > 0) return
    busy.current = true
    setBusy(true)
    try {
      await onSubmit(values)
    } catch (error) {
      const refused = fieldErrorsOf(error)
      if (refused.length > 0) setErrors(refused)
      else setFailure(error)
    } finally {
      busy.current = false
      setBusy(false)
    }
  }

  return (
    <form noValidate method="post" onSubmit={(event) => void submit(event)}>
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      {failure !== undefined && <Failure error={failure} words={wordsOf?.(failure)} takesFocus />}
      <Errors value={errors}>{children}</Errors>
      <p role="status" className="form-busy">
        {isBusy && t('ui.sending')}
      </p>
    </form>
  )
}

/** Above the form: what is wrong, with a link to each field. It takes the focus whenever it changes. */
export function ErrorSummary({ errors }: { errors: readonly FieldError[] }) {
  const { t } = useText()
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: new errors take the focus again
  useEffect(() => box.current?.focus(), [errors])
  return (
    <div ref={box} className="error-summary" role="alert" tabIndex={-1} aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{t('ui.errorSummary')}</h2>
      <ul className="plain">
        {errors.map(({ field, text }) => (
          <li key={`${field} ${text}`}>
            <a
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault()
                document.getElementById(field)?.focus()
              }}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
