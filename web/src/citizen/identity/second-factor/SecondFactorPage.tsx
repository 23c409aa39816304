// The second factor of a sign-in: a code of the app or a passkey. Who has none yet sets one up here.
import { Link, useLocation } from 'wouter'
import { href } from '../../../address.ts'
import { type Answer, ask } from '../../../api/client.ts'
import { postAuthSecondFactor } from '../../../api/limits/post-auth-second-factor.ts'
import { useAnswer } from '../../../api/queries.ts'
import { toDigits } from '../../../entered.ts'
import { useText } from '../../../i18n/language.ts'
import { noteDone } from '../../../session/done.ts'
import { keepFactor, useSession } from '../../../session/session.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { text } from '../../../ui/fields.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { PasskeyButton } from '../passkeys/PasskeyButton.tsx'
import { hasPasskeys } from '../passkeys/support.ts'
import { useBack } from '../sign-in/back.ts'
import { useAfterFactor } from './after-factor.ts'

type Status = Answer<'GET /v1/me/second-factor'>

export default function SecondFactorPage() {
  const { t } = useText()
  const status = useAnswer('GET /v1/me/second-factor', {})
  const { data } = status
  const isNew = data && data.passkeys === 0 && !data.hasApp
  return (
    <Page title={t(isNew ? 'secondFactor.choose.title' : 'secondFactor.title')} isPersonal>
      {data ? (
        isNew ? (
          <Choose />
        ) : (
          <Give status={data} />
        )
      ) : status.error ? (
        <Failure error={status.error} onRetry={() => void status.refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

function Give({ status: { hasApp, passkeys } }: { status: Status }) {
  const { t } = useText()
  const back = useBack()
  const goOn = useAfterFactor()
  const code = text(postAuthSecondFactor, 'code', {
    label: t('secondFactor.code.label'),
    hint: t('secondFactor.code.hint'),
    size: 'short',
    inputMode: 'numeric',
    autoComplete: 'one-time-code',
    isNeeded: true,
    wrong: 'secondFactor.code.wrong',
    clean: toDigits,
  })
  const submit = async (body: { code: string }): Promise<void> => {
    goOn(keepFactor(await ask('POST /v1/auth/second-factor', { body })))
  }
  const givePasskey = async (): Promise<void> => {
    const passkeysOfBrowser = await import('../passkeys/webauthn.ts')
    goOn(await passkeysOfBrowser.givePasskey())
  }
  return (
    <>
      <p>{t('secondFactor.text')}</p>
      {passkeys > 0 && hasPasskeys() && (
        <p>
          <PasskeyButton label={t('secondFactor.passkey')} kind={hasApp ? 'quiet' : 'main'} onUse={givePasskey} />
        </p>
      )}
      {hasApp && (
        <Form fields={[code]} onSubmit={submit}>
          {code.input}
          <Button>{t('secondFactor.code.button')}</Button>
        </Form>
      )}
      <p>
        <Link href={href('/sign-in/second-factor/recovery', { back })}>{t('secondFactor.lost')}</Link>
      </p>
    </>
  )
}

/** The first factor. Nobody else may set it up, so the sign-in began with a code of the phone. */
function Choose() {
  const { t } = useText()
  const [, go] = useLocation()
  const session = useSession()
  const back = useBack()
  const codes = href('/account/security/recovery-codes', { back })
  const add = async (): Promise<void> => {
    const { addPasskey } = await import('../passkeys/webauthn.ts')
    await addPasskey()
    noteDone(t('security.passkeys.added'))
    go(codes, { replace: true })
  }
  if (session.status === 'signed-in' && session.account.secondFactor === undefined) {
    return (
      <Notice kind="good" title={t('secondFactor.done')}>
        <ButtonLink href={back ?? '/account/security'}>{t('secondFactor.continue')}</ButtonLink>
      </Notice>
    )
  }
  return (
    <>
      <p>{t('secondFactor.choose.text')}</p>
      {hasPasskeys() && (
        <section>
          <h2>{t('secondFactor.choose.passkey')}</h2>
          <p>{t('secondFactor.choose.passkeyText')}</p>
          <PasskeyButton label={t('secondFactor.choose.addPasskey')} kind="main" onUse={add} />
        </section>
      )}
      <section>
        <h2>{t('secondFactor.choose.app')}</h2>
        <p>{t('secondFactor.choose.appText')}</p>
        <ButtonLink kind={hasPasskeys() ? 'quiet' : 'main'} href={href('/account/security/authenticator', { back })}>
          {t('secondFactor.choose.addApp')}
        </ButtonLink>
      </section>
    </>
  )
}
