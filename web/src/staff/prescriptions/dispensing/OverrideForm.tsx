// Warnings of allergies that stop a preparation: the pharmacist says why the medicine is given all the same.
import { ApiProblem } from '../../../api/problem.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { reason as reasonField } from '../../shell/reasons.tsx'
import type { Dispense, Prescription } from './words.tsx'

export type Warned = Dispense['warnings'][number]

/** The warnings of a refusal, if it is one for them. */
export const warningsOf = (error: unknown): readonly Warned[] | undefined =>
  error instanceof ApiProblem && error.slug === 'warning-open'
    ? (error.members.warnings as readonly Warned[])
    : undefined

/** The contract has it inside an override: a text of at most 300 characters. */
const OVERRIDE = { reason: { type: 'string', required: true, minLength: 1, maxLength: 300 } } as const

interface Props {
  readonly warnings: readonly Warned[]
  readonly prescription?: Prescription
  readonly onAnswer: (
    overrides: readonly { readonly kind: Warned['kind']; readonly lineKey: number; readonly reason: string }[],
  ) => void
}

/** One reason answers all of them: they are read together. */
export function OverrideForm({ warnings, prescription, onAnswer }: Props) {
  const { t } = useText()
  const nameOf = (key: number): string =>
    prescription?.lines.find(({ lineKey }) => lineKey === key)?.genericName ?? String(key)
  const why = reasonField(OVERRIDE, 'reason', {
    label: t('staff.dispensing.override.why'),
    wrong: 'staff.dispensing.override.whyMissing',
    usual: (['doctor', 'taken'] as const).map((each) => t(`staff.dispensing.override.usual.${each}`)),
  })
  return (
    <Notice kind="error" title={t('staff.dispensing.override.title')} takesFocus>
      <ul>
        {warnings.map(({ kind, lineKey, against = '' }) => (
          <li key={`${kind} ${lineKey} ${against}`}>
            {t(`staff.dispensing.warning.${kind}`, { medicine: nameOf(lineKey), against })}
          </li>
        ))}
      </ul>
      <Form
        needsPress
        fields={[why]}
        onSubmit={({ reason }) => onAnswer(warnings.map(({ kind, lineKey }) => ({ kind, lineKey, reason })))}
      >
        {why.input}
        <Button kind="danger">{t('staff.dispensing.override.button')}</Button>
      </Form>
    </Notice>
  )
}
