// Sign in by a code, first page: the number that gets the code. Nobody has to remember anything for it.
import { Link, useLocation } from 'wouter'
import { href } from '../../../address.ts'
import { useText } from '../../../i18n/language.ts'
import { pageAfterSignIn } from '../../../session/session.ts'
import { Page } from '../../../ui/Page.tsx'
import { PasskeyButton } from '../passkeys/PasskeyButton.tsx'
import { hasPasskeys } from '../passkeys/support.ts'
import { AskCodeForm } from './AskCodeForm.tsx'
import { useBack } from './back.ts'
import { OutsideLink } from './OutsideLink.tsx'

export default function SignInPage() {
  const { t } = useText()
  const [, go] = useLocation()
  const back = useBack()
  const signInByPasskey = async (): Promise<void> => {
    const { signInWithPasskey } = await import('../passkeys/webauthn.ts')
    go(pageAfterSignIn(await signInWithPasskey(), back), { replace: true })
  }
  return (
    <Page title={t('signIn.title')} back="/">
      <AskCodeForm text={t('signIn.code.text')} onSent={() => go(href('/sign-in/code', { back }))} />
      {hasPasskeys() && <PasskeyButton label={t('signIn.passkey.button')} onUse={signInByPasskey} />}
      <ul className="plain links">
        <OutsideLink back={back} />
        <li>
          <Link href={href('/sign-in/password', { back })}>{t('signIn.byPassword.link')}</Link>
        </li>
        <li>
          <Link href={href('/register', { back })}>{t('signIn.noAccount')}</Link>
        </li>
      </ul>
    </Page>
  )
}
