// Final results of an order: what they were before, their correction with a reason, and the report to print.
import { useState } from 'react'
import * as ofCorrection from '../../api/limits/post-diagnostics-orders-lines-correction.ts'
import { isProblem } from '../../api/problem.ts'
import { useSend } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { text } from '../../ui/fields.tsx'
import { Prints } from '../../ui/Prints.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { reason } from '../shell/reasons.tsx'
import { say } from '../shell/Said.tsx'
import { FlagTag, type Line, type Order, RangeWords, type Result, Value } from './words.tsx'

const limits = ofCorrection.postDiagnosticsOrdersLinesCorrection

const isFinal = ({ result }: Line): boolean => result?.status === 'FINAL' || result?.status === 'CORRECTED'

export function FinalPart({ order }: { order: Order }) {
  const { t } = useText()
  const [corrected, setCorrected] = useState<Line>()
  const lines = order.lines.filter(isFinal)
  if (lines.length === 0) return null
  return (
    <section className="lab-part">
      <h2>{t('staff.laboratory.final.title')}</h2>
      {lines.map((line) => (
        <FinalRow key={line.line} line={line} onCorrect={() => setCorrected(line)} />
      ))}
      {order.status === 'COMPLETED' ? <Report order={order} /> : <p>{t('staff.laboratory.final.later')}</p>}
      <Dialog
        title={t('staff.laboratory.correct.title', { test: corrected?.name ?? '' })}
        isOpen={corrected !== undefined}
        onClose={() => setCorrected(undefined)}
      >
        {corrected && <CorrectForm order={order} line={corrected} onDone={() => setCorrected(undefined)} />}
      </Dialog>
    </section>
  )
}

function FinalRow({ line, onCorrect }: { line: Line; onCorrect: () => void }) {
  const { t, format } = useText()
  const { result, earlier, name } = line
  if (!result) return null
  return (
    <div className="lab-row">
      <div>
        {name} <Value result={result} /> <RangeWords result={result} /> <FlagTag result={result} />{' '}
        {result.status === 'CORRECTED' && <Tag kind="warning">{t('results.corrected')}</Tag>}
        <br />
        <span className="soft">
          {result.authorisedAt !== undefined && format.instant(result.authorisedAt)} {result.reason} {result.note}
        </span>
        <Earlier versions={earlier} />
      </div>
      <Button kind="quiet" onClick={onCorrect}>
        {t('staff.laboratory.correct.open')} <span className="visually-hidden">{name}</span>
      </Button>
    </div>
  )
}

/** All versions stay readable. */
function Earlier({ versions }: { versions: readonly Result[] }) {
  const { t, format } = useText()
  if (versions.length === 0) return null
  return (
    <ul className="plain">
      {versions.map((one) => (
        <li key={one.version} className="soft">
          {t('results.was', { value: `${one.value} ${one.unit ?? ''}`, time: format.instant(one.enteredAt) })}
        </li>
      ))}
    </ul>
  )
}

interface CorrectProps {
  readonly order: Order
  readonly line: Line
  readonly onDone: () => void
}

function CorrectForm({ order, line, onDone }: CorrectProps) {
  const { t } = useText()
  const send = useSend('POST /v1/diagnostics/orders/{orderId}/lines/{line}/correction')
  const value = text(limits, 'value', {
    label: line.unit === undefined ? line.name : `${line.name} (${line.unit})`,
    value: line.result?.value,
    autoComplete: 'off',
    wrong: 'staff.laboratory.enter.needed',
  })
  const why = reason(limits, 'reason', {
    label: t('staff.laboratory.correct.why'),
    hint: t('staff.laboratory.correct.whyHint'),
    wrong: 'staff.laboratory.correct.whyWrong',
    usual: ['typed', 'measured', 'mixed'].map((one) => t(`staff.laboratory.correct.usual.${one}`)),
  })
  return (
    <Form
      needsPress
      fields={[value, why]}
      wordsOf={(error) =>
        isProblem(error, 'value-impossible') ? t('staff.laboratory.enter.impossible', { test: line.name }) : undefined
      }
      onSubmit={async (body) => {
        await send.mutateAsync({ path: { orderId: order.orderId, line: line.line }, body })
        onDone()
        say({
          text: t('staff.laboratory.said.corrected', { test: line.name }),
          ...(order.patient && { detail: order.patient.name }),
        })
      }}
    >
      <p>{t('staff.laboratory.correct.then')}</p>
      {value.input}
      {why.input}
      <Button kind="danger">{t('staff.laboratory.correct.button')}</Button>
    </Form>
  )
}

const LANGUAGES = ['en', 'hi'] as const

/** In the language of the patient, not of whoever works here. */
function Report({ order: { orderId, reference } }: { order: Order }) {
  const { t } = useText()
  const [language, setLanguage] = useState<(typeof LANGUAGES)[number]>('en')
  return (
    <div className="lab-row no-print">
      <label>
        {t('staff.laboratory.report.language')}{' '}
        <select
          className="input input-short"
          value={language}
          onChange={({ target }) => setLanguage(LANGUAGES.find((one) => one === target.value) ?? 'en')}
        >
          {LANGUAGES.map((one) => (
            <option key={one} value={one}>
              {t(`staff.laboratory.report.languages.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <Prints
        name="GET /v1/diagnostics/orders/{orderId}/report"
        request={{ path: { orderId }, query: { language } }}
        fileName={`report-${reference}`}
      />
    </div>
  )
}
