// Shows all answers of a registration, each with a link to change it. Then opens the account and signs the person in.
import { Redirect, useLocation } from 'wouter'
import { href } from '../../../address.ts'
import { ask } from '../../../api/client.ts'
import { isProblem } from '../../../api/problem.ts'
import { useText } from '../../../i18n/language.ts'
import { homeOf, signIn } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Page } from '../../../ui/Page.tsx'
import { SummaryList } from '../../../ui/SummaryList.tsx'
import { useBack } from '../sign-in/SignInPage.tsx'
import { type Registration, registration } from './draft.ts'
import { addressOf, isAnswered } from './RegisterPage.tsx'
import { steps } from './steps.ts'

export default function CheckPage() {
  const { t, format } = useText()
  const [, go] = useLocation()
  const back = useBack()
  const known = registration.use()
  const open = steps.findIndex(({ name }) => !isAnswered(name, known))
  if (open >= 0) return <Redirect to={addressOf(open, back)} replace />
  const said = known as Registration

  const submit = async (): Promise<void> => {
    await ask('POST /v1/auth/register', { body: said })
    const account = await signIn({ phone: said.phone, password: said.password })
    go(back ?? homeOf(account), { replace: true })
    registration.clear()
  }

  const birth = said.birthDate === undefined ? String(said.birthYear) : format.day(said.birthDate)
  const shown: Readonly<Record<string, string>> = {
    phone: said.phone,
    name: said.name,
    birth,
    gender: t(`register.gender.${said.gender}`),
    pin: said.pin,
    password: '••••••••',
  }
  return (
    <Page title={t('register.check.title')} back={addressOf(steps.length - 1, back)} isPersonal>
      <SummaryList
        rows={steps.map(({ name }) => ({
          label: t(`register.${name}.short`),
          value: shown[name],
          changeHref: href(`/register/${name}`, { change: 'yes', back }),
        }))}
      />
      <p>{t('register.check.use')}</p>
      <Form
        onSubmit={submit}
        wordsOf={(error) => (isProblem(error, 'sign-in-failed') ? t('register.check.known') : undefined)}
      >
        <Button>{t('register.check.button')}</Button>
      </Form>
    </Page>
  )
}
