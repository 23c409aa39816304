// Sign in by mobile number and password.
import { Link, useLocation, useSearch } from 'wouter'
import { href } from '../../../address.ts'
import { useText } from '../../../i18n/language.ts'
import { homeOf, safeBack, signIn } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field, PhoneField, readPhone } from '../../../ui/Field.tsx'
import { Form, type Values } from '../../../ui/Form.tsx'
import { Page } from '../../../ui/Page.tsx'

/** Where one was before signing in; the pages of signing in and registering pass it on. */
export function useBack(): string | undefined {
  return safeBack(new URLSearchParams(useSearch()).get('back'))
}

export default function SignInPage() {
  const { t } = useText()
  const [, go] = useLocation()
  const back = useBack()

  const check = (values: Values) => [
    ...(readPhone(values('phone')) ? [] : [{ field: 'phone', text: t('errors.phone') }]),
    ...(values('password') === '' ? [{ field: 'password', text: t('signIn.passwordMissing') }] : []),
  ]
  const submit = async (values: Values): Promise<void> => {
    const account = await signIn({ phone: readPhone(values('phone')) ?? '', password: values('password') })
    go(back ?? homeOf(account), { replace: true })
  }

  return (
    <Page title={t('signIn.title')} back="/">
      <Form check={check} onSubmit={submit}>
        <PhoneField />
        <Field
          name="password"
          label={t('signIn.password')}
          type="password"
          size="medium"
          autoComplete="current-password"
        />
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
