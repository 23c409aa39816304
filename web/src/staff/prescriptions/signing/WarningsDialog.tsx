// The one confirmation before a signature: each warning, and why the doctor goes on in spite of it.
import { useState } from 'react'
import type { Request } from '../../../api/client.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Dialog } from '../../shell/Dialog.tsx'
import type { Checked } from './PrescriptionPart.tsx'

type Warning = Checked['warnings'][number]
export type Override = NonNullable<Request<'POST /v1/prescriptions'>['body']['overrides']>[number]

const REASONS = ['benefit', 'tolerated', 'agreed', 'wanted'] as const

interface WarningsDialogProps {
  readonly patientName: string
  readonly checked: Checked | undefined
  readonly onSign: (overrides: readonly Override[]) => void
  readonly onClose: () => void
}

export function WarningsDialog({ patientName, checked, onSign, onClose }: WarningsDialogProps) {
  const { t } = useText()
  return (
    <Dialog title={t('staff.prescribing.look', { name: patientName })} isOpen={checked !== undefined} onClose={onClose}>
      {checked && <Reasons checked={checked} onSign={onSign} onClose={onClose} />}
    </Dialog>
  )
}

/** The server asks for one reason for each kind of warning of a line. */
const keyOf = ({ kind, lineKey }: Warning): string => `${kind} ${lineKey}`

interface ReasonsProps extends Pick<WarningsDialogProps, 'onSign' | 'onClose'> {
  readonly checked: Checked
}

function Reasons({ checked: { warnings, lines }, onSign, onClose }: ReasonsProps) {
  const { t } = useText()
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const [isMissing, setMissing] = useState(false)
  const asked = [...new Map(warnings.map((warning) => [keyOf(warning), warning])).values()]
  const sign = (): void => {
    const overrides = asked.map((warning) => ({
      ...{ kind: warning.kind, lineKey: warning.lineKey, reason: (reasons[keyOf(warning)] ?? '').trim() },
    }))
    const isAnswered = overrides.every(({ reason }) => reason !== '')
    setMissing(!isAnswered)
    if (isAnswered) onSign(overrides)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        sign()
      }}
    >
      {asked.map((warning) => (
        <Reason
          key={keyOf(warning)}
          name={keyOf(warning)}
          legend={`${lines.find(({ lineKey }) => lineKey === warning.lineKey)?.genericName ?? ''}: ${warnings
            .filter((one) => keyOf(one) === keyOf(warning))
            .map(({ kind, against = '' }) => t(`staff.prescribing.warning.${kind}`, { against }))
            .join('; ')}`}
          value={reasons[keyOf(warning)] ?? ''}
          onChange={(reason) => setReasons({ ...reasons, [keyOf(warning)]: reason })}
        />
      ))}
      {isMissing && <Notice kind="error" takesFocus title={t('staff.prescribing.reasonMissing')} />}
      <div className="dialog-foot">
        <Button>{t('staff.prescribing.signAnyway')}</Button>
        <Button kind="quiet" onClick={onClose}>
          {t('staff.prescribing.goBack')}
        </Button>
      </div>
    </form>
  )
}

interface ReasonProps {
  readonly name: string
  readonly legend: string
  readonly value: string
  readonly onChange: (reason: string) => void
}

/** Space chooses a chip; other words go into the field. Enter in the field signs nothing before all is answered. */
function Reason({ name, legend, value, onChange }: ReasonProps) {
  const { t } = useText()
  return (
    <fieldset className="warning-choice">
      <legend>
        <strong>{legend}</strong>
      </legend>
      <div className="reason-chips">
        {REASONS.map((each) => {
          const words = t(`staff.prescribing.reasons.${each}`)
          return (
            <button
              key={each}
              type="button"
              className="reason-chip"
              aria-pressed={value === words}
              onClick={() => onChange(words)}
            >
              {words}
            </button>
          )
        })}
      </div>
      <label>
        {t('staff.prescribing.otherReason')}
        <input
          className="input input-full"
          name={name}
          autoComplete="off"
          maxLength={300}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      </label>
    </fieldset>
  )
}
