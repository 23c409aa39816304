// Shows all answers of a registration, each with a link to change it. Then a code goes to the phone.
import { Redirect, useLocation } from 'wouter'
import { href } from '../../../address.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Page } from '../../../ui/Page.tsx'
import { SummaryList } from '../../../ui/SummaryList.tsx'
import { useBack } from '../sign-in/back.ts'
import { sendCode } from '../sign-in/sent-code.ts'
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
    await sendCode(said.phone)
    go(href('/register/code', { back }))
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
      <Form onSubmit={submit}>
        <Button>{t('register.check.button')}</Button>
      </Form>
    </Page>
  )
}
