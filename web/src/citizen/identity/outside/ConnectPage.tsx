// Connects the outside account that was proven a moment ago to the account of the person who is signed in.
import { useLocation } from 'wouter'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { noteDone } from '../../../session/done.ts'
import { homeOf, useAccount } from '../../../session/session.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Page } from '../../../ui/Page.tsx'

export default function ConnectPage() {
  const { t } = useText()
  const [, go] = useLocation()
  const account = useAccount()
  const send = useSend('POST /v1/me/outside-accounts')
  const connect = async (): Promise<void> => {
    await send.mutateAsync({})
    noteDone(t('security.changed.outside'))
    go('/account/security', { replace: true })
  }
  return (
    <Page title={t('outside.connect.title')} back="/account/security" isPersonal>
      <p>{t('outside.connect.text')}</p>
      <Form onSubmit={connect}>
        <Button>{t('outside.connect.button')}</Button>{' '}
        <ButtonLink kind="quiet" href={homeOf(account)}>
          {t('outside.connect.not')}
        </ButtonLink>
      </Form>
    </Page>
  )
}
