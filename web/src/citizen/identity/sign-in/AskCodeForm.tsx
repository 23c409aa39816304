// The form that sends a code to a mobile number.
import { postAuthOtp } from '../../../api/limits/post-auth-otp.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { phone } from '../../../ui/fields.tsx'
import { sendCode, sentCode } from './sent-code.ts'

export function AskCodeForm({ text, onSent }: { text: string; onSent: () => void }) {
  const { t } = useText()
  const number = phone(postAuthOtp, 'phone', { value: sentCode.use().phone })
  const submit = async ({ phone: to }: { phone: string }): Promise<void> => {
    await sendCode(to)
    onSent()
  }
  return (
    <>
      <p>{text}</p>
      <Form fields={[number]} onSubmit={submit}>
        {number.input}
        <Button>{t('signIn.code.send')}</Button>
      </Form>
    </>
  )
}
