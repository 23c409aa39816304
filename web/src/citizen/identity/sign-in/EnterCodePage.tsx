// Sign in by a code, second page: the six digits, and the wait until the person may ask for another code.
import { useEffect, useState } from 'react'
import { Redirect, useLocation } from 'wouter'
import { href } from '../../../address.ts'
import { postAuthLogin } from '../../../api/limits/post-auth-login.ts'
import { toDigits } from '../../../entered.ts'
import { useText } from '../../../i18n/language.ts'
import { homeOf, signIn } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { text } from '../../../ui/fields.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { sendCode, sentCode } from './AskCodePage.tsx'
import { useBack } from './SignInPage.tsx'

export default function EnterCodePage() {
  const { t } = useText()
  const [, go] = useLocation()
  const back = useBack()
  const { phone, resendAtMs = 0, expiresAtMs = 0 } = sentCode.use()
  const askAgain = href('/sign-in/code', { back })
  if (phone === undefined) return <Redirect to={askAgain} replace />

  const code = text(postAuthLogin, 'otp', {
    label: t('signIn.enter.label'),
    hint: t('signIn.enter.hint'),
    size: 'short',
    inputMode: 'numeric',
    autoComplete: 'one-time-code',
    clean: toDigits,
    isNeeded: true,
  })
  const submit = async ({ otp }: { otp: string }): Promise<void> => {
    const account = await signIn({ phone, otp })
    go(back ?? homeOf(account), { replace: true })
    sentCode.clear()
  }

  return (
    <Page title={t('signIn.enter.title')} back={askAgain} isPersonal>
      <p>{t('signIn.enter.text', { ending: phone.slice(-4) })}</p>
      <Form fields={[code]} onSubmit={submit}>
        {code.input}
        <Button>{t('signIn.button')}</Button>
      </Form>
      <Resending key={resendAtMs} phone={phone} resendAtMs={resendAtMs} expiresAtMs={expiresAtMs} />
      <DemoInbox />
    </Page>
  )
}

/**
 * Counts down to the next code. The number on the page changes each second, but a screen reader does not read it out.
 */
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

/** A server that sends no real messages has an inbox that people can open. */
function DemoInbox() {
  const { t } = useText()
  const [isDemo, setDemo] = useState(false)
  useEffect(() => {
    fetch('/dev/inbox', { method: 'HEAD' }).then(
      ({ ok }) => setDemo(ok),
      () => undefined,
    )
  }, [])
  return isDemo ? (
    <p>
      <a href="/dev/inbox" target="_blank" rel="noreferrer">
        {t('signIn.enter.demo')}
      </a>
    </p>
  ) : null
}
