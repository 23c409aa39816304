// The mail address of the account: bind one with the code that was sent to it, or forget it.
import { useState } from 'react'
import { useLocation } from 'wouter'
import { postMeMailCode } from '../../../api/limits/post-me-mail-code.ts'
import { putMeMail } from '../../../api/limits/put-me-mail.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { toDigits } from '../../../entered.ts'
import { useText } from '../../../i18n/language.ts'
import { noteDone } from '../../../session/done.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { text } from '../../../ui/fields.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'

export default function MailPage() {
  const { t } = useText()
  const [mail, setMail] = useState<string>()
  return (
    <Page title={t('security.mail.title')} back="/account/security" isPersonal>
      {mail === undefined ? <Ask onSent={setMail} /> : <Bind mail={mail} />}
    </Page>
  )
}

function Ask({ onSent }: { onSent: (mail: string) => void }) {
  const { t } = useText()
  const me = useAnswer('GET /v1/me', {})
  const send = useSend('POST /v1/me/mail/code')
  const address = text(postMeMailCode, 'mail', {
    label: t('security.mail.label'),
    hint: t('security.mail.hint'),
    type: 'email',
    autoComplete: 'email',
    wrong: 'security.mail.wrong',
  })
  return (
    <>
      <p>{t('security.mail.text')}</p>
      <Form
        fields={[address]}
        onSubmit={async (body) => {
          await send.mutateAsync({ body })
          onSent(body.mail)
        }}
      >
        {address.input}
        <Button>{t('signIn.code.send')}</Button>
      </Form>
      {me.data?.mail !== undefined && <Forget />}
    </>
  )
}

function Bind({ mail }: { mail: string }) {
  const { t } = useText()
  const [, go] = useLocation()
  const send = useSend('PUT /v1/me/mail')
  const code = text(putMeMail, 'code', {
    label: t('signIn.enter.label'),
    hint: t('security.mail.codeHint', { mail }),
    size: 'short',
    inputMode: 'numeric',
    autoComplete: 'one-time-code',
    clean: toDigits,
    wrong: 'errors.otp',
  })
  return (
    <Form
      fields={[code]}
      onSubmit={async (entered) => {
        await send.mutateAsync({ body: { mail, ...entered } })
        noteDone(t('security.changed.mail'))
        go('/account/security')
      }}
    >
      {code.input}
      <Button>{t('security.mail.button')}</Button>
    </Form>
  )
}

function Forget() {
  const { t } = useText()
  const [, go] = useLocation()
  const send = useSend('DELETE /v1/me/mail')
  const forget = async (): Promise<void> => {
    await send.mutateAsync({})
    noteDone(t('security.changed.mailForgotten'))
    go('/account/security')
  }
  return (
    <>
      {send.error && <Failure error={send.error} takesFocus />}
      <Button kind="quiet" onClick={() => void forget().catch(() => undefined)}>
        {t('security.mail.forget')}
      </Button>
    </>
  )
}
