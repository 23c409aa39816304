// Takes sealed medicines back: how many of each lot, whether others may get them, and why.
import { useState } from 'react'
import { postDispensesReturns } from '../../../api/limits/post-dispenses-returns.ts'
import { useSend } from '../../../api/queries.ts'
import { toWhole } from '../../../entered.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Choosable, Radios } from '../../../ui/choices.tsx'
import { Form } from '../../../ui/Form.tsx'
import { reason as reasonField } from '../../shell/reasons.tsx'
import { say } from '../../shell/Said.tsx'
import type { Dispense } from './words.tsx'

const STATES = ['usable', 'quarantine'] as const
const QUANTITY_DIGITS = 6

interface Props {
  readonly dispense: Dispense
  readonly onDone: () => void
}

export function ReturnForm({ dispense: { dispenseId, lines }, onDone }: Props) {
  const { t } = useText()
  const send = useSend('POST /v1/dispenses/{dispenseId}/returns')
  const [isSealed, setSealed] = useState(false)
  const [state, setState] = useState<string>('usable')
  const why = reasonField(postDispensesReturns, 'reason', {
    label: t('staff.dispensing.back.why'),
    wrong: 'staff.dispensing.back.whyMissing',
    usual: (['stopped', 'much', 'wrong'] as const).map((each) => t(`staff.dispensing.back.usual.${each}`)),
  })
  const left = lines.filter(({ quantity, returned }) => quantity > returned)
  return (
    <Form
      needsPress
      fields={[why]}
      check={(_entered, values) => {
        const numbers = left.map(({ line }) => values(`back-${line}`))
        const wrong = left.find(({ line, quantity, returned }) => {
          const typed = values(`back-${line}`)
          return typed !== '' && (toWhole(typed) ?? Number.POSITIVE_INFINITY) > quantity - returned
        })
        if (wrong) return [{ field: `back-${wrong.line}`, text: t('staff.dispensing.back.tooMuch') }]
        if (numbers.every((typed) => (toWhole(typed) ?? 0) === 0)) {
          return [{ field: `back-${left[0]?.line}`, text: t('staff.dispensing.back.nothing') }]
        }
        return isSealed ? [] : [{ field: 'sealed', text: t('staff.dispensing.back.opened') }]
      }}
      onSubmit={async ({ reason }, values) => {
        const back = left.flatMap(({ line }) => {
          const quantity = toWhole(values(`back-${line}`)) ?? 0
          return quantity > 0 ? [{ line, quantity, isSealed: true, isUsable: state === 'usable' }] : []
        })
        await send.mutateAsync({ path: { dispenseId }, body: { lines: back, reason } })
        const count = back.reduce((sum, { quantity }) => sum + quantity, 0)
        say({ text: t('staff.dispensing.said.back', { count }), detail: t('staff.dispensing.said.backNext') })
        onDone()
      }}
    >
      <p className="field-hint">{t('staff.dispensing.back.rules')}</p>
      {left.map(({ line, name, lot, quantity, returned }) => (
        <div key={line} className="field">
          <label htmlFor={`back-${line}`}>
            {t('staff.dispensing.back.of', { medicine: name, lot, count: quantity - returned })}
          </label>
          <input
            id={`back-${line}`}
            name={`back-${line}`}
            className="input input-short"
            inputMode="numeric"
            autoComplete="off"
            maxLength={QUANTITY_DIGITS}
          />
        </div>
      ))}
      <Choosable
        option={{ value: 'sealed', text: t('staff.dispensing.back.sealed') }}
        type="checkbox"
        id="sealed"
        checked={isSealed}
        onChange={({ target }) => setSealed(target.checked)}
      />
      <Radios
        name="state"
        label={t('staff.dispensing.back.state')}
        value={state}
        onChange={setState}
        options={STATES.map((value) => ({
          value,
          text: t(`staff.dispensing.back.states.${value}`),
        }))}
      />
      {why.input}
      <Button>{t('staff.dispensing.back.button')}</Button>
    </Form>
  )
}
