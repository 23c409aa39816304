// The form for a one-time code: where it went, its field, and how long until the person may ask again.
import { Fragment, type ReactNode, useEffect, useState } from 'react'
import { postAuthRegister } from '../../../api/limits/post-auth-register.ts'
import { toDigits } from '../../../entered.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { DemoInbox } from '../../../ui/DemoInbox.tsx'
import { type Entered, Form } from '../../../ui/Form.tsx'
import { type FormField, text } from '../../../ui/fields.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { sendCode, sentCode } from './sent-code.ts'

interface CodeFormProps<More extends readonly FormField[]> {
  /** The phone to which the code went. */
  readonly phone: string
  readonly button: string
  /** Further fields below the code. */
  readonly more?: More
  readonly onCode: (entered: { otp: string } & Entered<More>) => Promise<void>
  /** Words of a refusal, better than the general ones. */
  readonly wordsOf?: (error: unknown) => string | undefined
  /** Further ways, below the form. */
  readonly children?: ReactNode
}

export function CodeForm<const More extends readonly FormField[] = readonly []>(props: CodeFormProps<More>) {
  const { phone, button, more = [] as unknown as More, onCode, wordsOf, children } = props
  const { t } = useText()
  const { resendAtMs = 0, expiresAtMs = 0 } = sentCode.use()
  const code = text(postAuthRegister, 'otp', {
    label: t('signIn.enter.label'),
    hint: t('signIn.enter.hint'),
    size: 'short',
    inputMode: 'numeric',
    autoComplete: 'one-time-code',
    clean: toDigits,
  })
  return (
    <>
      <p>{t('signIn.enter.text', { ending: phone.slice(-4) })}</p>
      <Form
        fields={[code, ...more]}
        onSubmit={(entered) => onCode(entered as { otp: string } & Entered<More>)}
        {...(wordsOf && { wordsOf })}
      >
        {code.input}
        {more.map(({ focus, input }) => (
          <Fragment key={focus}>{input}</Fragment>
        ))}
        <Button>{button}</Button>
      </Form>
      <Resending key={resendAtMs} phone={phone} resendAtMs={resendAtMs} expiresAtMs={expiresAtMs} />
      {children}
      <DemoInbox />
    </>
  )
}

/** Counts down to the next code; the clock on the page ticks, but is not read aloud each second. */
function Resending({ phone, resendAtMs, expiresAtMs }: { phone: string; resendAtMs: number; expiresAtMs: number }) {
  const { t } = useText()
  const [nowMs, setNowMs] = useState(() => performance.now())
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    const timer = setInterval(() => setNowMs(performance.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  const leftSeconds = Math.max(0, Math.ceil((resendAtMs - nowMs) / 1_000))
  const holdsMinutes = Math.ceil((expiresAtMs - nowMs) / 60_000)
  return (
    <>
      <p className="soft">
        {holdsMinutes > 0 ? t('signIn.enter.holds', { count: holdsMinutes }) : t('signIn.enter.expired')}
      </p>
      {error !== undefined && <Failure error={error} takesFocus />}
      {leftSeconds > 0 ? (
        <p role="timer">{t('signIn.enter.resendIn', { count: leftSeconds })}</p>
      ) : (
        <Button kind="quiet" onClick={() => void sendCode(phone).catch(setError)}>
          {t('signIn.enter.resend')}
        </Button>
      )}
    </>
  )
}
