// Sign in by mobile number and password.
import { Link, useLocation, useSearch } from 'wouter'
import { href } from '../../../address.ts'
import { postAuthLogin } from '../../../api/limits/post-auth-login.ts'
import { useText } from '../../../i18n/language.ts'
import { homeOf, safeBack, signIn } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { phone, text } from '../../../ui/fields.tsx'
import { Page } from '../../../ui/Page.tsx'

/** The page where the person was before signing in. The sign-in and registration pages pass it on. */
export function useBack(): string | undefined {
  return safeBack(new URLSearchParams(useSearch()).get('back'))
}

export default function SignInPage() {
  const { t } = useText()
  const [, go] = useLocation()
  const back = useBack()

  const number = phone(postAuthLogin, 'phone')
  const secret = text(postAuthLogin, 'password', {
    label: t('signIn.password'),
    type: 'password',
    size: 'medium',
    autoComplete: 'current-password',
    isNeeded: true,
    wrong: 'signIn.passwordMissing',
  })
  const submit = async (proof: { phone: string; password: string }): Promise<void> => {
    const account = await signIn(proof)
    go(back ?? homeOf(account), { replace: true })
  }

  return (
    <Page title={t('signIn.title')} back="/">
      <Form fields={[number, secret]} onSubmit={submit}>
        {number.input}
        {secret.input}
        <Button>{t('signIn.button')}</Button>
      </Form>
      <ul className="plain links">
        <li>
          <Link href={href('/sign-in/code', { back })}>{t('signIn.byCode')}</Link>
        </li>
        <li>
          <Link href={href('/register', { back })}>{t('signIn.noAccount')}</Link>
        </li>
      </ul>
    </Page>
  )
}
