// Sign in by a code, first page: the number that gets the code.
import { useLocation } from 'wouter'
import { href } from '../../../address.ts'
import { ask } from '../../../api/client.ts'
import { postAuthOtp } from '../../../api/limits/post-auth-otp.ts'
import { useText } from '../../../i18n/language.ts'
import { createDraft } from '../../../session/draft.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { phone } from '../../../ui/fields.tsx'
import { Page } from '../../../ui/Page.tsx'
import { useBack } from './SignInPage.tsx'

interface Sent {
  readonly phone: string
  /**
   * When the person may ask for another code, and until when this code is valid. Both are times of `performance.now()`,
   * because the clock of a phone may be wrong, and somebody may correct it meanwhile.
   */
  readonly resendAtMs: number
  readonly expiresAtMs: number
}

export const sentCode = createDraft<Sent>()

/** Asks for a code and keeps how long it is valid. */
export async function sendCode(phone: string): Promise<void> {
  const { resendAfterSeconds, expiresInSeconds } = await ask('POST /v1/auth/otp', { body: { phone } })
  const nowMs = performance.now()
  const [resendAtMs, expiresAtMs] = [nowMs + resendAfterSeconds * 1_000, nowMs + expiresInSeconds * 1_000]
  sentCode.change({ phone, resendAtMs, expiresAtMs })
}

export default function AskCodePage() {
  const { t } = useText()
  const [, go] = useLocation()
  const back = useBack()

  const number = phone(postAuthOtp, 'phone', { value: sentCode.use().phone })
  const submit = async ({ phone: to }: { phone: string }): Promise<void> => {
    await sendCode(to)
    go(href('/sign-in/code/enter', { back }))
  }

  return (
    <Page title={t('signIn.code.title')} back={href('/sign-in', { back })}>
      <p>{t('signIn.code.text')}</p>
      <Form fields={[number]} onSubmit={submit}>
        {number.input}
        <Button>{t('signIn.code.send')}</Button>
      </Form>
    </Page>
  )
}
