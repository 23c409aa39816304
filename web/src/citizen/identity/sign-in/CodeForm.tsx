// The form for a one-time code: where it went, its field, and how long until the person may ask again.
import { Fragment, type ReactNode } from 'react'
import { postAuthRegister } from '../../../api/limits/post-auth-register.ts'
import { toDigits } from '../../../entered.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { DemoInbox } from '../../../ui/DemoInbox.tsx'
import { type Entered, Form } from '../../../ui/Form.tsx'
import { type FormField, text } from '../../../ui/fields.tsx'
import { Resending } from '../../../ui/Resending.tsx'
import { sendCode, sentCode } from './sent-code.ts'

interface CodeFormProps<More extends readonly FormField[]> {
  /** The phone to which the code went. */
  readonly phone: string
  readonly button: string
  /** Further fields below the code. */
  readonly more?: More
  readonly onCode: (entered: { otp: string } & Entered<More>) => Promise<void>
  /** Words of a refusal, better than the general ones. */
  readonly wordsOf?: (error: unknown) => string | undefined
  /** Enter in the field does not send the code: what follows cannot be undone at once. */
  readonly needsPress?: boolean
  /** Further ways, below the form. */
  readonly children?: ReactNode
}

export function CodeForm<const More extends readonly FormField[] = readonly []>(props: CodeFormProps<More>) {
  const { phone, button, more = [] as unknown as More, onCode, wordsOf, needsPress = false, children } = props
  const { t } = useText()
  const { resendAtMs = 0, expiresAtMs = 0 } = sentCode.use()
  const code = text(postAuthRegister, 'otp', {
    label: t('signIn.enter.label'),
    hint: t('signIn.enter.hint'),
    size: 'short',
    inputMode: 'numeric',
    autoComplete: 'one-time-code',
    clean: toDigits,
  })
  return (
    <>
      <p>{t('signIn.enter.text', { ending: phone.slice(-4) })}</p>
      <Form
        fields={[code, ...more]}
        onSubmit={(entered) => onCode(entered as { otp: string } & Entered<More>)}
        {...(wordsOf && { wordsOf })}
        needsPress={needsPress}
      >
        {code.input}
        {more.map(({ focus, input }) => (
          <Fragment key={focus}>{input}</Fragment>
        ))}
        <Button>{button}</Button>
      </Form>
      <Resending
        key={resendAtMs}
        resendAtMs={resendAtMs}
        expiresAtMs={expiresAtMs}
        onResend={() => sendCode(phone)}
        words={{
          holds: (count) => t('signIn.enter.holds', { count }),
          expired: t('signIn.enter.expired'),
          resendIn: (count) => t('signIn.enter.resendIn', { count }),
          resend: t('signIn.enter.resend'),
        }}
      />
      {children}
      <DemoInbox />
    </>
  )
}
