// Sign in by a code, first page: the number that gets the code.
import { useLocation } from 'wouter'
import { href } from '../../../address.ts'
import { postAuthOtp } from '../../../api/limits/post-auth-otp.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { phone } from '../../../ui/fields.tsx'
import { Page } from '../../../ui/Page.tsx'
import { useBack } from './SignInPage.tsx'
import { sendCode, sentCode } from './sent-code.ts'

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
