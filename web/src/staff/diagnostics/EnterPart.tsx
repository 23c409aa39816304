// Enters the values of an order: Tab goes through them, Enter saves all. A value that cannot be is named at its field.
import { type SubmitEvent, useRef, useState } from 'react'
import { putDiagnosticsOrdersLinesResult as limits } from '../../api/limits/put-diagnostics-orders-lines-result.ts'
import { isProblem } from '../../api/problem.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/choices.tsx'
import { ErrorSummary, type FieldError, FieldErrors, useFieldError } from '../../ui/Form.tsx'
import { describedBy, Hint, Input } from '../../ui/inputs.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { say } from '../shell/Said.tsx'
import { useFocusFirst } from './CollectPart.tsx'
import type { Line, Order } from './words.tsx'

/** The specimen is in the laboratory, or the test needs none. A draft can be changed until it is authorised. */
export const isEnterable = ({ status, kind }: Line): boolean =>
  status === 'IN_PROGRESS' || (kind === 'imaging' && status === 'PLACED')

const draftOf = ({ result }: Line) => (result?.status === 'PRELIMINARY' ? result : undefined)
const fieldOf = ({ line }: Line): string => `value-${line}`
const abnormalOf = ({ line }: Line): string => `abnormal-${line}`

export function EnterPart({ order }: { order: Order }) {
  const { t } = useText()
  const lines = order.lines.filter(isEnterable)
  const send = useSend('PUT /v1/diagnostics/orders/{orderId}/lines/{line}/result')
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [failure, setFailure] = useState<unknown>()
  const isBusy = useRef(false)
  const missing = lines.filter((line) => draftOf(line) === undefined).length
  const box = useFocusFirst(missing)

  /** Sends one value. Gives what is wrong with it. */
  const saveOne = async (line: Line, value: string, isAbnormal: boolean): Promise<FieldError | undefined> => {
    const draft = draftOf(line)
    const note = draft?.note === undefined ? {} : { note: draft.note }
    const body = { value, ...note, ...(line.kind !== 'number' && { isAbnormal }) }
    const tag = draft?.revision === undefined ? {} : { ifMatch: `"v${draft.revision}"` }
    try {
      await send.mutateAsync({ path: { orderId: order.orderId, line: line.line }, body, ...tag })
      return undefined
    } catch (error) {
      if (!isProblem(error, 'value-impossible')) throw error
      return { field: fieldOf(line), text: t('staff.laboratory.enter.impossible', { test: line.name }) }
    }
  }

  const save = async (form: HTMLFormElement): Promise<void> => {
    const entries = new FormData(form)
    const wrong: FieldError[] = []
    let saved = 0
    for (const line of lines) {
      const value = String(entries.get(fieldOf(line)) ?? '').trim()
      const isAbnormal = entries.get(abnormalOf(line)) === 'on'
      const draft = draftOf(line)
      if (value === '' || (value === draft?.value && isAbnormal === (draft.flag === 'abnormal'))) continue
      const error = await saveOne(line, value, isAbnormal)
      if (error) wrong.push(error)
      else saved++
    }
    setErrors(wrong)
    if (saved > 0) {
      const detail = order.patient && { detail: order.patient.name }
      say({ text: t('staff.laboratory.said.entered', { count: saved }), ...detail })
    }
  }

  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    if (isBusy.current) return
    isBusy.current = true
    setFailure(undefined)
    try {
      await save(event.currentTarget)
    } catch (error) {
      setFailure(error)
    } finally {
      isBusy.current = false
    }
  }

  return (
    <section className="lab-part no-print">
      <h2>{t('staff.laboratory.enter.title')}</h2>
      <form noValidate method="post" onSubmit={(event) => void submit(event)}>
        {errors.length > 0 && <ErrorSummary errors={errors} />}
        {failure !== undefined && <Failure error={failure} takesFocus />}
        <FieldErrors value={errors}>
          <div className="lab-values" ref={box}>
            {lines.map((line) => (
              <ValueField key={line.line} line={line} />
            ))}
          </div>
        </FieldErrors>
        <p className="soft">{t('staff.laboratory.enter.how')}</p>
        <Button>{t('staff.laboratory.enter.save')}</Button>
      </form>
    </section>
  )
}

function ValueField({ line }: { line: Line }) {
  const { t } = useText()
  const { name, unit, kind, choices = [] } = line
  const draft = draftOf(line)
  const label = unit === undefined ? name : `${name} (${unit})`
  const shared = { name: fieldOf(line), label, hint: draft && t('staff.laboratory.enter.draft') }
  if (kind === 'number') {
    return <Input {...shared} size="short" inputMode="decimal" autoComplete="off" defaultValue={draft?.value} />
  }
  const options = [{ value: '', text: '–' }, ...choices.map((value) => ({ value, text: value }))]
  return (
    <div>
      {kind === 'choice' ? (
        <Select {...shared} options={options} value={draft?.value} />
      ) : kind === 'imaging' ? (
        <Words {...shared} defaultValue={draft?.value} />
      ) : (
        <Input {...shared} autoComplete="off" maxLength={limits.value.maxLength} defaultValue={draft?.value} />
      )}
      <label className="option">
        <input type="checkbox" name={abnormalOf(line)} defaultChecked={draft?.flag === 'abnormal'} />
        <span>{t('results.flag.abnormal')}</span>
      </label>
    </div>
  )
}

interface WordsProps {
  readonly name: string
  readonly label: string
  readonly hint: string | undefined
  readonly defaultValue: string | undefined
}

/** A report of imaging: several lines, in which Enter begins the next line. */
function Words({ name, label, hint, defaultValue }: WordsProps) {
  const error = useFieldError(name)
  return (
    <div className={error === undefined ? 'field' : 'field field-wrong'}>
      <label htmlFor={name}>{label}</label>
      <Hint name={name} hint={hint} error={error} />
      <textarea
        id={name}
        name={name}
        className="input"
        rows={5}
        maxLength={limits.value.maxLength}
        defaultValue={defaultValue}
        aria-describedby={describedBy(name, hint, error)}
        aria-invalid={error !== undefined}
      />
    </div>
  )
}
