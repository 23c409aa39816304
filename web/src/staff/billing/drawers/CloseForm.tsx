// Counts a drawer by notes and coins, and closes it: the difference is seen before, and needs a reason.
import { type FormEvent, useState } from 'react'
import { postBillingSessionsClosure } from '../../../api/limits/post-billing-sessions-closure.ts'
import { postBillingSessionsCount as of } from '../../../api/limits/post-billing-sessions-count.ts'
import { useSend } from '../../../api/queries.ts'
import { toWhole } from '../../../entered.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { text } from '../../../ui/fields.tsx'
import { whole } from '../../../ui/numbers.tsx'
import { reason as reasonField } from '../../shell/reasons.tsx'
import { say } from '../../shell/Said.tsx'
import type { Drawer } from './drawer.ts'

/** The notes and coins from the largest on, by their value in paise. */
const VALUES = [200_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50] as const
type Value = `${(typeof VALUES)[number]}`
const NAMES = VALUES.map((value) => String(value) as Value)
const USUAL = ['coin', 'change', 'found', 'unknown'] as const

const sumOf = (counted: Partial<Record<string, number>>): number =>
  NAMES.reduce((sum, name) => sum + Number(name) * (counted[name] ?? 0), 0)

export function CloseForm({ drawer, onDone }: { readonly drawer: Drawer; readonly onDone: () => void }) {
  const { t, format } = useText()
  const { expectedPaise, denominations, sessionId } = drawer
  const [counted, setCounted] = useState<Partial<Record<string, number>>>(denominations ?? {})
  const { notes, handedTo, reason } = useFields(drawer)
  const close = useClosing(sessionId)
  const differencePaise = sumOf(counted) - expectedPaise
  const follow = ({ target }: FormEvent): void => {
    if (!(target instanceof HTMLInputElement) || !NAMES.includes(target.name as Value)) return
    setCounted({ ...counted, [target.name]: toWhole(target.value) ?? 0 })
  }
  return (
    <div onInput={follow}>
      <Form
        fields={[...notes, handedTo, reason]}
        check={(_entered, values) =>
          differencePaise !== 0 && values('reason') === ''
            ? [{ field: 'reason', text: t('staff.money.drawers.reasonMissing') }]
            : []
        }
        onSubmit={async (entered, values) => {
          const why = values('reason')
          const closing = { handedTo: values('handedTo'), ...(why !== '' && { reason: why }) }
          const closed = await close(pickCounted(entered), closing)
          const difference = closed.differencePaise ?? 0
          const detail = difference === 0 ? t('staff.money.drawers.right') : signed(format.money, difference)
          say({ text: t('staff.money.said.closed', { counter: closed.counter }), detail })
          onDone()
        }}
      >
        <fieldset className="drawer-notes">
          <legend>{t('staff.money.drawers.count')}</legend>
          {notes.map((note, nth) => (
            <div key={NAMES[nth]} className="drawer-note">
              {note.input}
              <span aria-hidden="true">{format.money((counted[NAMES[nth] as Value] ?? 0) * Number(NAMES[nth]))}</span>
            </div>
          ))}
        </fieldset>
        <Sums {...{ expectedPaise, countedPaise: sumOf(counted), differencePaise }} />
        {handedTo.input}
        {differencePaise !== 0 && reason.input}
        <div className="dialog-foot">
          <Button>{t('staff.money.drawers.closeNow')}</Button>
        </div>
      </Form>
    </div>
  )
}

/** With a sign, because the colour alone says nothing. */
export const signed = (money: (paise: number) => string, paise: number): string =>
  `${paise > 0 ? '+' : paise < 0 ? '−' : ''}${money(Math.abs(paise))}`

interface SumsProps {
  readonly expectedPaise: number
  readonly countedPaise: number
  readonly differencePaise: number
}

function Sums({ expectedPaise, countedPaise, differencePaise }: SumsProps) {
  const { t, format } = useText()
  return (
    <dl className="pay-sums" aria-live="polite">
      <div>
        <dt>{t('staff.money.drawers.expected')}</dt>
        <dd>{format.money(expectedPaise)}</dd>
      </div>
      <div>
        <dt>{t('staff.money.drawers.counted')}</dt>
        <dd>{format.money(countedPaise)}</dd>
      </div>
      <div>
        <dt>{t('staff.money.drawers.difference')}</dt>
        <dd className={differencePaise === 0 ? 'pay-sum' : 'pay-sum drawer-differs'}>
          {signed(format.money, differencePaise)}
        </dd>
      </div>
    </dl>
  )
}

function useFields({ denominations = {} }: Drawer) {
  const { t, format } = useText()
  const known: Partial<Record<string, number>> = denominations
  const notes = NAMES.map((name) =>
    whole(of, name, { label: format.money(Number(name)), value: known[name], wrong: 'staff.money.drawers.wrongCount' }),
  )
  const handedTo = text(postBillingSessionsClosure, 'handedTo', {
    ...{ label: t('staff.money.drawers.handedTo'), hint: t('staff.money.drawers.handedToHint') },
    ...{ size: 'medium' as const, autoComplete: 'off' },
  })
  const reason = reasonField(postBillingSessionsClosure, 'reason', {
    ...{ label: t('staff.money.drawers.reason'), wrong: 'staff.money.drawers.reasonMissing' },
    usual: USUAL.map((each) => t(`staff.money.drawers.usual.${each}`)),
  })
  // A drawer that agrees needs no reason, and then its field is not on the page.
  return { notes, handedTo, reason: { ...reason, read: () => ({ part: {} }) } }
}

const pickCounted = (entered: object): Partial<Record<Value, number>> =>
  Object.fromEntries(Object.entries(entered).filter(([name]) => NAMES.includes(name as Value)))

/** Counts and closes. What was counted stays when the closing is refused. */
function useClosing(sessionId: string) {
  const count = useSend('POST /v1/billing/sessions/{sessionId}/count')
  const close = useSend('POST /v1/billing/sessions/{sessionId}/closure')
  const path = { sessionId }
  return async (
    denominations: Partial<Record<Value, number>>,
    body: { readonly handedTo: string; readonly reason?: string },
  ) => {
    await count.mutateAsync({ path, body: { denominations } })
    return close.mutateAsync({ path, body })
  }
}
