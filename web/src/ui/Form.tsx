// A form on a page: it checks the fields, shows a summary of errors, and sends one request at a time.
// time.
import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  type SubmitEvent,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react'
import { ApiProblem } from '../api/problem.ts'
import { useText } from '../i18n/language.ts'
import type { FormField } from './fields.tsx'
import { Failure } from './outcomes.tsx'

export interface FieldError {
  /** Name of the field. */
  readonly field: string
  readonly text: string
}

/** The text of a field without spaces around it. '' when the field is empty. */
export type Values = (name: string) => string

type PartOf<Field> = Field extends FormField<infer Part> ? Part : never
type Together<Parts> = (Parts extends unknown ? (part: Parts) => void : never) extends (all: infer All) => void
  ? All
  : never
type Fields = readonly FormField[]
/** The values of all fields of a form together. */
export type Entered<All extends Fields> = All extends readonly [] ? object : Together<PartOf<All[number]>>

interface FormProps<All extends Fields> {
  /** Each field reads and checks itself. If one of them is wrong, the form sends nothing. */
  readonly fields?: All
  /** Checks several fields together, or values beside them. It gets only the fields that are right. */
  readonly check?: (entered: Partial<Entered<All>>, values: Values) => readonly FieldError[]
  /** The form shows what this throws: a refused field beside that field, everything else above the form. */
  readonly onSubmit: (entered: Entered<All>, values: Values) => unknown
  /** Words for a refusal, better than the general ones. */
  readonly wordsOf?: (error: unknown) => string | undefined
  /** Enter in a field does not send the form: what it does cannot be undone at once. Its button must be pressed. */
  readonly needsPress?: boolean
  readonly children: ReactNode
}

/** The errors that the fields inside show. `Form` finds them; a sheet of samples may say them itself. */
export const FieldErrors = createContext<readonly FieldError[]>([])

/** The text of the error of a field, if it has one. */
export function useFieldError(field: string): string | undefined {
  return useContext(FieldErrors).find((error) => error.field === field)?.text
}

export function Form<const All extends Fields = readonly []>(props: FormProps<All>) {
  const { fields = [], check, onSubmit, wordsOf, needsPress = false, children } = props
  const { t } = useText()
  const tell = useWords()
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [failure, setFailure] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const busy = useRef(false)

  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    // The button stays enabled, because a disabled button does not say why. A second press sends no second request.
    if (busy.current) return
    const entries = new FormData(event.currentTarget)
    const values: Values = (name) => String(entries.get(name) ?? '').trim()
    const { entered, wrong } = readFields(fields, values)
    const found = [
      ...wrong.map(({ field, words }) => ({ field: field.focus, text: words ?? tell(field.means[0] ?? '', field) })),
      ...(check?.(entered as Partial<Entered<All>>, values) ?? []),
    ]
    setErrors(found)
    setFailure(undefined)
    if (found.length > 0) return
    busy.current = true
    setBusy(true)
    try {
      await onSubmit(entered as Entered<All>, values)
    } catch (error) {
      const refused = refusedFields(error, fields, tell)
      if (refused.length > 0) setErrors(refused)
      else setFailure(error)
    } finally {
      busy.current = false
      setBusy(false)
    }
  }

  return (
    <form
      noValidate
      method="post"
      onSubmit={(event) => void submit(event)}
      {...(needsPress && { onKeyDown: keepEnter })}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      {failure !== undefined && <Failure error={failure} words={wordsOf?.(failure)} takesFocus />}
      <FieldErrors value={errors}>{children}</FieldErrors>
      <p role="status" className="form-busy">
        {isBusy && t('ui.sending')}
      </p>
    </form>
  )
}

/** Enter still works on buttons and links, and makes new lines. */
function keepEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault()
}

function readFields(fields: Fields, values: Values) {
  const entered: Record<string, unknown> = {}
  const wrong: { readonly field: FormField; readonly words: string | undefined }[] = []
  for (const field of fields) {
    const read = field.read(values)
    if ('part' in read) Object.assign(entered, read.part)
    else wrong.push({ field, words: read.refused })
  }
  return { entered, wrong }
}

type Tell = (name: string, field: FormField | undefined, detail?: string) => string

/** The words for a wrong value, with the limits of its field. The server says what is wrong in English only. */
function useWords(): Tell {
  const { t, has, language } = useText()
  return (name, field, detail) => {
    const words = [detail === undefined ? field?.wrong : undefined, `staff.errors.${name}`, `errors.${name}`].find(
      (key) => key !== undefined && has(key),
    )
    if (words !== undefined) return t(words, { ...field?.limits } as Readonly<Record<string, string | number>>)
    return detail !== undefined && language.code === 'en' ? detail : t('errors.refused')
  }
}

/** The fields that the server refused. A pointer names each one, and may point into a list. */
function refusedFields(error: unknown, fields: Fields, tell: Tell): FieldError[] {
  if (!(error instanceof ApiProblem)) return []
  return error.errors.map(({ pointer, detail }) => {
    const names = pointer.split('/').toReversed()
    const known = names.find((each) => fields.some(({ means }) => means.includes(each)))
    const field = fields.find(({ means }) => known !== undefined && means.includes(known))
    const name = known ?? names[0] ?? ''
    return { field: field?.focus ?? name, text: tell(name, field, detail) }
  })
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
