// Sets up an authenticator app: the person scans a code or types the key, and shows the first code of the app.
import { lazy, Suspense, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { href } from '../../../address.ts'
import { type Answer, ask } from '../../../api/client.ts'
import { putMeAuthenticator } from '../../../api/limits/put-me-authenticator.ts'
import { useSend } from '../../../api/queries.ts'
import { toDigits } from '../../../entered.ts'
import { useText } from '../../../i18n/language.ts'
import { noteDone } from '../../../session/done.ts'
import { renewTokens, useAccount } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { text } from '../../../ui/fields.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { useBack } from '../sign-in/back.ts'
import './authenticator.css'

const QrCode = lazy(() => import('../../../ui/QrCode.tsx'))

export default function AuthenticatorPage() {
  const { t } = useText()
  const back = useBack()
  const { secondFactor } = useAccount()
  const [setup, setSetup] = useState<Answer<'POST /v1/me/authenticator/setup'>>()
  const [error, setError] = useState<unknown>()
  const begin = (): void => {
    setError(undefined)
    ask('POST /v1/me/authenticator/setup', {}).then(setSetup, setError)
  }
  useEffect(begin, [])
  const before = secondFactor === undefined ? '/account/security' : href('/sign-in/second-factor', { back })
  return (
    <Page title={t('secondFactor.app.title')} back={before} isPersonal>
      {error !== undefined ? <Failure error={error} onRetry={begin} /> : setup ? <Scan {...setup} /> : <Loading />}
    </Page>
  )
}

function Scan({ setup, secret, uri }: Answer<'POST /v1/me/authenticator/setup'>) {
  const { t } = useText()
  const [, go] = useLocation()
  const back = useBack()
  const send = useSend('PUT /v1/me/authenticator')
  const code = text(putMeAuthenticator, 'code', {
    label: t('secondFactor.code.label'),
    hint: t('secondFactor.code.hint'),
    size: 'short',
    inputMode: 'numeric',
    autoComplete: 'one-time-code',
    wrong: 'secondFactor.code.wrong',
    clean: toDigits,
  })
  const submit = async (entered: { code: string }): Promise<void> => {
    await send.mutateAsync({ body: { setup, ...entered } })
    await renewTokens()
    noteDone(t('secondFactor.app.done'))
    go(href('/account/security/recovery-codes', { back }), { replace: true })
  }
  return (
    <>
      <ol>
        <li>{t('secondFactor.app.install')}</li>
        <li>{t('secondFactor.app.scan')}</li>
      </ol>
      <div className="authenticator-code">
        <Suspense fallback={<Loading />}>
          <QrCode text={uri} label={t('secondFactor.app.picture')} />
        </Suspense>
      </div>
      <p>
        {t('secondFactor.app.key')}{' '}
        <code className="authenticator-key">{secret.replaceAll(/(.{4})/g, '$1 ').trim()}</code>
      </p>
      <Form fields={[code]} onSubmit={submit}>
        {code.input}
        <Button>{t('secondFactor.app.button')}</Button>
      </Form>
    </>
  )
}
