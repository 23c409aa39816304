// The code that proves that a person is there: sends it for one patient, and tells for how long it is valid.
import { useEffect, useState } from 'react'
import { postVaccinationSessionsWalkIns } from '../../api/limits/post-vaccination-sessions-walk-ins.ts'
import { useSend } from '../../api/queries.ts'
import { toDigits } from '../../entered.ts'
import { useText } from '../../i18n/language.ts'
import { DemoInbox } from '../../ui/DemoInbox.tsx'
import { text } from '../../ui/fields.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Resending } from '../../ui/Resending.tsx'

interface Sent {
  readonly patientId: string
  /** How often this page asked. */
  readonly nth: number
  /** By `performance.now()`: the clock of a counter is often wrong. */
  readonly resendAtMs: number
  readonly expiresAtMs: number
}

/** The field of a code. It is drawn when a code was sent. `isChosen`: staff chose this proof. */
export function useCodeProof(isChosen: boolean) {
  const { t } = useText()
  const send = useSend('POST /v1/patients/{patientId}/presence-codes')
  const [sent, setSent] = useState<Sent>()
  const isAsked = isChosen && sent !== undefined
  const sendTo = async (patientId: string): Promise<void> => {
    const { resendAfterSeconds, expiresInSeconds } = await send.mutateAsync({ path: { patientId } })
    const nowMs = performance.now()
    const [resendAtMs, expiresAtMs] = [nowMs + resendAfterSeconds * 1_000, nowMs + expiresInSeconds * 1_000]
    setSent((before) => ({ patientId, nth: (before?.nth ?? 0) + 1, resendAtMs, expiresAtMs }))
  }
  /** Whether a code was sent for this patient. If not, sends one: then the person must read it out first. */
  const isSentFor = async (patientId: string): Promise<boolean> => {
    if (sent?.patientId === patientId) return true
    await sendTo(patientId)
    return false
  }
  const field = text(postVaccinationSessionsWalkIns, 'code', {
    ...{ label: t('staff.proof.code.label'), hint: t('staff.proof.code.hint'), size: 'short', inputMode: 'numeric' },
    ...{ autoComplete: 'off', spellCheck: false, isNeeded: isAsked, wrong: 'staff.proof.code.wrong', clean: toDigits },
  })
  const patientId = sent?.patientId
  useEffect(() => {
    if (patientId !== undefined) document.getElementById('code')?.focus()
  }, [patientId])
  const input = isAsked && (
    <div key={sent.patientId}>
      <Notice title={t('staff.proof.code.sent')}>
        <p>{t('staff.proof.code.how')}</p>
      </Notice>
      {field.input}
      <Resending
        key={sent.nth}
        resendAtMs={sent.resendAtMs}
        expiresAtMs={sent.expiresAtMs}
        onResend={() => sendTo(sent.patientId)}
        words={{
          holds: (count) => t('staff.proof.code.holds', { count }),
          expired: t('staff.proof.code.expired'),
          resendIn: (count) => t('staff.proof.code.resendIn', { count }),
          resend: t('staff.proof.code.resend'),
        }}
      >
        {sent.nth > 1 && <p role="status">{t('staff.proof.code.again')}</p>}
      </Resending>
      <DemoInbox />
    </div>
  )
  return { input, field, isSentFor }
}
