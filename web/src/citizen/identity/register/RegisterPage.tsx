// Registering as a citizen: one question on each page, then a check of all answers.
import { Redirect, useLocation, useParams, useSearch } from 'wouter'
import { href } from '../../../address.ts'
import { ask } from '../../../api/client.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Page } from '../../../ui/Page.tsx'
import { useBack } from '../sign-in/back.ts'
import { type Registration, registration } from './draft.ts'
import { steps } from './steps.ts'

export default function RegisterPage() {
  const { t } = useText()
  const [, go] = useLocation()
  const back = useBack()
  const isChange = new URLSearchParams(useSearch()).has('change')
  const { step: name = steps[0]?.name } = useParams<{ step?: string }>()
  const known = registration.use()
  const nth = steps.findIndex((step) => step.name === name)
  const step = steps[nth]
  // A reload loses the password. Then continue at the first question without an answer.
  const open = steps.findIndex(({ name: each }) => !isAnswered(each, known))
  if (!step || (open >= 0 && open < nth)) return <Redirect to={addressOf(Math.max(0, open), back)} replace />

  const field = step.ask(known, t)
  const submit = async (answer: Partial<Registration>): Promise<void> => {
    const { password } = answer
    // The server knows the common passwords. Ask it now, and not on the last page, where nobody remembers this one.
    if (password !== undefined) {
      await ask('POST /v1/auth/password/check', { body: { phone: known.phone ?? '', password } })
    }
    registration.change(answer)
    const next = nth + 1
    go(isChange || next === steps.length ? href('/register/check', { back }) : addressOf(next, back))
  }
  const before = nth === 0 ? href('/sign-in', { back }) : addressOf(nth - 1, back)

  return (
    <Page
      key={step.name}
      title={t(`register.${step.name}.title`)}
      caption={t('register.caption', { nth: nth + 1, all: steps.length })}
      back={isChange ? href('/register/check', { back }) : before}
    >
      {nth === 0 && <p>{t('register.use')}</p>}
      {step.name === 'password' && <PasswordRules />}
      <Form fields={[field]} onSubmit={submit}>
        {field.input}
        <Button>{t('register.next')}</Button>
      </Form>
    </Page>
  )
}

/** What Sehat asks of a password besides its length, which the hint of the field tells. */
function PasswordRules() {
  const { t } = useText()
  return (
    <ul>
      {['common', 'phone'].map((rule) => (
        <li key={rule}>{t(`register.password.rules.${rule}`)}</li>
      ))}
    </ul>
  )
}

/** The address of a question. */
export function addressOf(nth: number, back: string | undefined): string {
  return href(`/register/${steps[nth]?.name}`, { back })
}

export function isAnswered(name: string, known: ReturnType<typeof registration.read>): boolean {
  if (name === 'birth') return known.birthDate !== undefined || known.birthYear !== undefined
  return known[name as keyof typeof known] !== undefined
}
