// Changing the password: with the current one, or with a code for people who do not know it.
import { Link, useLocation } from 'wouter'
import { putMePassword } from '../../../api/limits/put-me-password.ts'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { noteDone } from '../../../session/done.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { text } from '../../../ui/fields.tsx'
import { Page } from '../../../ui/Page.tsx'
import { newPassword } from '../sign-in/new-password.tsx'

export default function PasswordChangePage() {
  const { t } = useText()
  const [, go] = useLocation()
  const send = useSend('PUT /v1/me/password')
  const current = text(putMePassword, 'current', {
    label: t('security.password.current'),
    type: 'password',
    size: 'medium',
    autoComplete: 'current-password',
    isNeeded: true,
    wrong: 'security.password.currentMissing',
  })
  const next = newPassword(putMePassword, t)
  const submit = async (body: { current: string; password: string }): Promise<void> => {
    await send.mutateAsync({ body })
    noteDone(t('security.changed.password'))
    go('/account/security')
  }
  return (
    <Page title={t('security.password.title')} back="/account/security" isPersonal>
      <p>{t('security.password.text')}</p>
      <Form fields={[current, next]} onSubmit={submit}>
        {current.input}
        {next.input}
        <Button>{t('security.password.button')}</Button>
      </Form>
      <p>
        <Link href="/sign-in/reset">{t('security.password.unknown')}</Link>
      </p>
    </Page>
  )
}
