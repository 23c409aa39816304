// Why a doctor goes on in spite of warnings: one reason for each kind of warning of a line.
import type { Request } from '../../../api/client.ts'
import { useText } from '../../../i18n/language.ts'
import type { Checked } from './PrescriptionPart.tsx'

export type Warning = Pick<Checked['warnings'][number], 'kind' | 'lineKey' | 'against'>
export type Override = NonNullable<Request<'POST /v1/prescriptions'>['body']['overrides']>[number]
/** What stands in the fields, by the key of the warning. */
export type Reasons = Readonly<Record<string, string>>

const REASONS = ['benefit', 'tolerated', 'agreed', 'wanted'] as const

const keyOf = ({ kind, lineKey }: Warning): string => `${kind} ${lineKey}`

const askedOf = (warnings: readonly Warning[]): readonly Warning[] => [
  ...new Map(warnings.map((warning) => [keyOf(warning), warning])).values(),
]

/** Undefined while one of them has no reason. */
export function toOverrides(warnings: readonly Warning[], reasons: Reasons): readonly Override[] | undefined {
  const overrides = askedOf(warnings).map(
    (warning): Override => ({
      ...{ kind: warning.kind, lineKey: warning.lineKey, reason: (reasons[keyOf(warning)] ?? '').trim() },
    }),
  )
  return overrides.every(({ reason }) => reason !== '') ? overrides : undefined
}

interface WarningReasonsProps {
  readonly warnings: readonly Warning[]
  readonly lines: readonly { readonly lineKey: number; readonly genericName: string }[]
  readonly reasons: Reasons
  readonly onChange: (reasons: Reasons) => void
}

export function WarningReasons({ warnings, lines, reasons, onChange }: WarningReasonsProps) {
  const { t } = useText()
  return (
    <>
      {askedOf(warnings).map((warning) => (
        <Reason
          key={keyOf(warning)}
          name={keyOf(warning)}
          legend={`${lines.find(({ lineKey }) => lineKey === warning.lineKey)?.genericName ?? ''}: ${warnings
            .filter((one) => keyOf(one) === keyOf(warning))
            .map(({ kind, against = '' }) => t(`staff.prescribing.warning.${kind}`, { against }))
            .join('; ')}`}
          value={reasons[keyOf(warning)] ?? ''}
          onChange={(reason) => onChange({ ...reasons, [keyOf(warning)]: reason })}
        />
      ))}
    </>
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
