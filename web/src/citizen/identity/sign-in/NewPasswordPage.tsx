// A forgotten password, second page: the code and the new password. Then the person is signed in.
import { Redirect, useLocation } from 'wouter'
import { href } from '../../../address.ts'
import { ask } from '../../../api/client.ts'
import { postAuthPasswordReset } from '../../../api/limits/post-auth-password-reset.ts'
import { useText } from '../../../i18n/language.ts'
import { noteDone } from '../../../session/done.ts'
import { pageAfterSignIn, signIn } from '../../../session/session.ts'
import { Page } from '../../../ui/Page.tsx'
import { useBack } from './back.ts'
import { CodeForm } from './CodeForm.tsx'
import { newPassword } from './new-password.tsx'
import { sentCode } from './sent-code.ts'

export default function NewPasswordPage() {
  const { t } = useText()
  const [, go] = useLocation()
  const back = useBack()
  const { phone } = sentCode.use()
  const askAgain = href('/sign-in/reset', { back })
  const secret = newPassword(postAuthPasswordReset, t)
  if (phone === undefined) return <Redirect to={askAgain} replace />

  const submit = async (entered: { otp: string; password: string }): Promise<void> => {
    await ask('POST /v1/auth/password/reset', { body: { phone, ...entered } })
    const account = await signIn({ phone, password: entered.password })
    noteDone(t('security.changed.password'))
    go(pageAfterSignIn(account, back), { replace: true })
    sentCode.clear()
  }

  return (
    <Page title={t('signIn.reset.title')} back={askAgain} isPersonal>
      <CodeForm phone={phone} button={t('signIn.reset.button')} more={[secret]} onCode={submit} />
    </Page>
  )
}
