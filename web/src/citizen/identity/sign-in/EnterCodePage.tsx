// Sign in by a code, second page: the person enters the code.
import { Link, Redirect, useLocation } from 'wouter'
import { href } from '../../../address.ts'
import { useText } from '../../../i18n/language.ts'
import { pageAfterSignIn, signIn } from '../../../session/session.ts'
import { Page } from '../../../ui/Page.tsx'
import { useBack } from './back.ts'
import { CodeForm } from './CodeForm.tsx'
import { sentCode } from './sent-code.ts'

export default function EnterCodePage() {
  const { t } = useText()
  const [, go] = useLocation()
  const back = useBack()
  const { phone } = sentCode.use()
  const askAgain = href('/sign-in', { back })
  if (phone === undefined) return <Redirect to={askAgain} replace />

  const submit = async (otp: string): Promise<void> => {
    const account = await signIn({ phone, otp })
    go(pageAfterSignIn(account, back), { replace: true })
    sentCode.clear()
  }

  return (
    <Page title={t('signIn.enter.title')} back={askAgain} isPersonal>
      <CodeForm phone={phone} button={t('signIn.button')} onCode={({ otp }) => submit(otp)}>
        <p>
          <Link href={href('/register', { back })}>{t('signIn.noAccount')}</Link>
        </p>
      </CodeForm>
    </Page>
  )
}
