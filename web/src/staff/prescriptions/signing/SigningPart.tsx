// What a doctor writes in a visit beside the note, and the signature of all of it by one key.
import { useEffect, useState } from 'react'
import { leavesUnknown } from '../../../api/client.ts'
import { isProblem } from '../../../api/problem.ts'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { Key } from '../../shell/Key.tsx'
import { say } from '../../shell/Said.tsx'
import { useShortcuts } from '../../shell/shortcuts.ts'
import type { Visit } from '../../visits/words.tsx'
import { OrderPart } from './OrderPart.tsx'
import { type Checked, PrescriptionPart } from './PrescriptionPart.tsx'
import { type NoteHandle, type Outcome, type Step, useSigning, warns } from './use-signing.ts'
import { WarningsDialog } from './WarningsDialog.tsx'
import { toNewLine, useWriting, type Written } from './writing.ts'

interface SigningPartProps {
  readonly visit: Visit
  readonly patientName: string
  readonly note: { readonly current: NoteHandle | null }
  /** Lets the editor of the note sign too, by Ctrl and Enter. */
  readonly sign: { current: () => void }
}

export function SigningPart({ visit, patientName, note, sign }: SigningPartProps) {
  const { t } = useText()
  const { id: accountId } = useAccount()
  const { visitId, patientId, status } = visit
  const { writing, write, wasKept } = useWriting(accountId, visitId)
  const check = useChecked(visitId, writing.lines)
  const signing = useSigning({ visitId, patientId, writing, write, note })
  const [asked, setAsked] = useState<Checked>()
  const [isNothing, setNothing] = useState(false)
  const run = async (answers: Parameters<typeof signing.signAll>[0]): Promise<void> => {
    setAsked(undefined)
    const signed = await signing.signAll(answers)
    if (signed) say({ text: textOf(signed), detail: patientName })
  }
  const textOf = (signed: readonly Step[]): string =>
    signed.join() === 'note'
      ? t('staff.visits.said.signed')
      : t('staff.prescribing.signed', { parts: signed.map((step) => t(`staff.prescribing.steps.${step}`)).join(', ') })
  /** Nothing is signed while a warning has no answer, so that all is signed or nothing is begun. */
  const begin = async (): Promise<void> => {
    const steps = signing.stepsOf()
    // The note begins the visit, and nobody prescribes in a visit that has not begun.
    const isNoteNeeded = steps.includes('note') || steps.length === 0 || status === 'OPEN'
    setNothing(steps.length === 0 && note.current === null)
    if (isNoteNeeded && note.current && !note.current.isReady()) return
    if (steps.length === 0) return
    const isChecked = writing.lines.length > 0 && !signing.isRepeat()
    const checked = isChecked ? await check.again() : undefined
    if (checked && warns(checked)) setAsked(checked)
    else await run({ overrides: [] })
  }
  const beginQuietly = () => void begin().catch(() => undefined)
  sign.current = beginQuietly
  useShortcuts(t('staff.prescribing.sign'), [{ keys: 's', label: t('staff.prescribing.signAll'), run: beginQuietly }])
  const focusSign = (): void => document.getElementById('visit-sign')?.focus()
  return (
    <>
      {wasKept && <Notice>{t('staff.prescribing.restored')}</Notice>}
      <PrescriptionPart
        writing={writing}
        onWrite={write}
        checked={check.data}
        error={check.error}
        onDone={() => document.getElementById('rx-test')?.focus()}
      />
      <OrderPart writing={writing} onChange={write} onDone={focusSign} />
      {isNothing && <Notice kind="error" takesFocus title={t('staff.prescribing.nothing')} />}
      <OutcomePart outcome={signing.outcome} onConfirm={() => void run({ overrides: [], isConfirmed: true })} />
      <div className="visit-sign no-print">
        <p className="soft">
          {t('staff.prescribing.ready', { medicines: writing.lines.length, tests: writing.tests.length })}
        </p>
        <button id="visit-sign" type="button" className="button button-main" onClick={beginQuietly}>
          {t(signing.isSending ? 'staff.prescribing.signing' : 'staff.prescribing.signAll')} <Key name="s" />
        </button>
      </div>
      <WarningsDialog
        patientName={patientName}
        checked={asked}
        onSign={(overrides) => void run({ overrides })}
        onClose={() => setAsked(undefined)}
      />
    </>
  )
}

/** Asks the server about the lines whenever they change: quantities, stock, warnings. */
function useChecked(visitId: string, lines: readonly Written[]) {
  const check = useSend('POST /v1/prescriptions/checks')
  const { mutate, reset } = check
  const text = JSON.stringify(lines.map(toNewLine))
  useEffect(() => {
    const asked = JSON.parse(text) as ReturnType<typeof toNewLine>[]
    if (asked.length === 0) reset()
    else mutate({ body: { visitId, lines: asked } })
  }, [visitId, text, mutate, reset])
  return {
    data: check.data,
    error: check.error,
    again: () => check.mutateAsync({ body: { visitId, lines: lines.map(toNewLine) } }),
  }
}

interface OutcomePartProps {
  readonly outcome: Outcome
  readonly onConfirm: () => void
}

/** After a failure: what is signed, what is not, and how to go on. */
function OutcomePart({ outcome: { signed, open, error }, onConfirm }: OutcomePartProps) {
  const { t } = useText()
  if (open.length === 0) return null
  const nameOf = (step: Step): string => t(`staff.prescribing.steps.${step}`)
  const isUnknown = leavesUnknown(error)
  return (
    <Failure error={error} takesFocus>
      {(signed.length > 0 || !isUnknown) && (
        <p>
          {signed.length === 0
            ? t('staff.prescribing.noneSigned')
            : t('staff.prescribing.someSigned', { parts: signed.map(nameOf).join(', ') })}
        </p>
      )}
      <p>
        {t(isUnknown ? 'staff.prescribing.perhapsSigned' : 'staff.prescribing.notSigned', {
          parts: open.map(nameOf).join(', '),
        })}
      </p>
      {isProblem(error, 'ordered-recently') && (
        <Button kind="quiet" onClick={onConfirm}>
          {t('staff.prescribing.orderAgain')}
        </Button>
      )}
    </Failure>
  )
}
