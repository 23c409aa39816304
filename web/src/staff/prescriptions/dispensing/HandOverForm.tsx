// Hands medicines over. There is no default key, because nobody can take it back: the code that is shown does it.
import { useEffect, useRef, useState } from 'react'
import { postDispensesHandover } from '../../../api/limits/post-dispenses-handover.ts'
import { isProblem } from '../../../api/problem.ts'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { say } from '../../shell/Said.tsx'
import { codeOf } from './code.ts'
import type { Dispense } from './words.tsx'

const RECEIVERS = ['patient', 'relative', 'nurse'] as const

interface Props {
  readonly dispense: Dispense
  readonly onDone: () => void
}

export function HandOverForm({ dispense, onDone }: Props) {
  const { t } = useText()
  const { dispenseId, patientName, prescriptionId } = dispense
  const code = codeOf(dispenseId)
  const [typed, setTyped] = useState('')
  const [to, setTo] = useState(t('staff.dispensing.handOver.receiver.patient'))
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const { handOver, error, isPending } = useHandOver(dispense, to, onDone)
  const write = (text: string): void => {
    setTyped(text)
    if (text.trim() === code && !isPending) void handOver()
  }
  const newer = isProblem(error, 'prescription-changed') ? Number(error.members.version) : undefined
  return (
    <>
      {error !== null && newer === undefined && <Failure error={error} takesFocus />}
      {newer !== undefined && (
        <Notice kind="warning" title={t('staff.dispensing.handOver.changed', { version: newer })} takesFocus>
          <p>
            <a href={`/staff/dispensing/${prescriptionId}`} target="_blank" rel="noreferrer">
              {t('staff.dispensing.handOver.read')}
            </a>
          </p>
          <Button kind="quiet" onClick={() => void handOver(newer)}>
            {t('staff.dispensing.handOver.stillRight')}
          </Button>
        </Notice>
      )}
      <p>{patientName}</p>
      <div className="field">
        <label htmlFor="to">{t('staff.dispensing.handOver.receiver.label')}</label>
        <input
          id="to"
          className="input input-medium"
          autoComplete="off"
          maxLength={postDispensesHandover.to.maxLength}
          value={to}
          onChange={({ target }) => setTo(target.value)}
        />
        <div className="reason-chips">
          {RECEIVERS.map((each) => {
            const words = t(`staff.dispensing.handOver.receiver.${each}`)
            return (
              <button key={each} type="button" className="reason-chip" onClick={() => setTo(words)}>
                {words}
              </button>
            )
          })}
        </div>
      </div>
      <div className="field">
        <label htmlFor="code">{t('staff.dispensing.handOver.code', { code })}</label>
        <p id="code-hint" className="field-hint">
          {t('staff.dispensing.handOver.codeHint')}
        </p>
        <input
          ref={field}
          id="code"
          className="input input-short"
          inputMode="numeric"
          autoComplete="off"
          maxLength={code.length}
          aria-describedby="code-hint"
          value={typed}
          onChange={({ target }) => write(target.value)}
        />
      </div>
      <p role="status">{isPending && t('ui.sending')}</p>
    </>
  )
}

function useHandOver({ dispenseId, patientName }: Dispense, to: string, onDone: () => void) {
  const { t } = useText()
  const send = useSend('POST /v1/dispenses/{dispenseId}/handover')
  const handOver = async (seenVersion?: number): Promise<void> => {
    const receiver = to.trim() === '' ? t('staff.dispensing.handOver.receiver.patient') : to.trim()
    const body = { to: receiver, ...(seenVersion !== undefined && { seenVersion }) }
    try {
      await send.mutateAsync({ path: { dispenseId }, body })
    } catch {
      // The form shows it.
      return
    }
    say({ text: t('staff.dispensing.said.handedOver'), ...(patientName !== undefined && { detail: patientName }) })
    onDone()
  }
  return { handOver, error: send.error, isPending: send.isPending }
}
