// Sign in by mobile number and password, for people who have set one.
import { Link, useLocation } from 'wouter'
import { href } from '../../../address.ts'
import { postAuthLogin } from '../../../api/limits/post-auth-login.ts'
import { useText } from '../../../i18n/language.ts'
import { pageAfterSignIn, signIn } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { phone, text } from '../../../ui/fields.tsx'
import { Page } from '../../../ui/Page.tsx'
import { useBack } from './back.ts'

export default function PasswordPage() {
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
    go(pageAfterSignIn(account, back), { replace: true })
  }

  return (
    <Page title={t('signIn.byPassword.title')} back={href('/sign-in', { back })}>
      <Form fields={[number, secret]} onSubmit={submit}>
        {number.input}
        {secret.input}
        <Button>{t('signIn.button')}</Button>
      </Form>
      <ul className="plain links">
        <li>
          <Link href={href('/sign-in/reset', { back })}>{t('signIn.byPassword.forgotten')}</Link>
        </li>
        <li>
          <Link href={href('/sign-in', { back })}>{t('signIn.byCode')}</Link>
        </li>
      </ul>
    </Page>
  )
}
