// The last page of a registration: the code proves the phone; then the account is opened and signed in.
import { Link, Redirect, useLocation } from 'wouter'
import { href } from '../../../address.ts'
import { ask } from '../../../api/client.ts'
import { useText } from '../../../i18n/language.ts'
import { noteDone } from '../../../session/done.ts'
import { homeOf, signIn } from '../../../session/session.ts'
import { Page } from '../../../ui/Page.tsx'
import { useBack } from '../sign-in/back.ts'
import { CodeForm } from '../sign-in/CodeForm.tsx'
import { sentCode } from '../sign-in/sent-code.ts'
import { type Registration, registration } from './draft.ts'

export default function CodePage() {
  const { t } = useText()
  const [, go] = useLocation()
  const back = useBack()
  const known = registration.use()
  const check = href('/register/check', { back })
  // After a reload the password is gone, and the check leads to the first question that is open.
  if (known.password === undefined || sentCode.use().phone !== known.phone) return <Redirect to={check} replace />
  const said = known as Registration

  const submit = async (otp: string): Promise<void> => {
    await ask('POST /v1/auth/register', { body: { ...said, otp } })
    const account = await signIn({ phone: said.phone, password: said.password })
    noteDone(t('register.added', { name: said.name }))
    go(back ?? homeOf(account), { replace: true })
    registration.clear()
    sentCode.clear()
  }

  return (
    <Page title={t('register.code.title')} back={check} isPersonal>
      <CodeForm phone={said.phone} button={t('register.code.button')} onCode={({ otp }) => submit(otp)}>
        <p>
          <Link href={href('/sign-in/code', { back })}>{t('register.code.known')}</Link>
        </p>
      </CodeForm>
    </Page>
  )
}
