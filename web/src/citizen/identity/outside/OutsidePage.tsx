// The way back from the outside identity provider: signs in, or leads people to prove their phone and connect.
import { useEffect, useRef, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { href } from '../../../address.ts'
import { ask } from '../../../api/client.ts'
import { isProblem } from '../../../api/problem.ts'
import { useText } from '../../../i18n/language.ts'
import { keepSignIn, pageAfterSignIn, useSession } from '../../../session/session.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'
import { useBack } from '../sign-in/back.ts'

const CONNECT = '/account/security/connect'
const OUTCOMES = ['refused', 'unreachable', 'failed'] as const

export default function OutsidePage() {
  const { t } = useText()
  const back = useBack()
  const outcome = new URLSearchParams(useSearch()).get('outcome')
  if (outcome === 'proven') return <Proven />
  const words = OUTCOMES.find((one) => one === outcome) ?? 'failed'
  return (
    <Page title={t('outside.title')} back={href('/sign-in', { back })} isPersonal>
      <Notice kind="error" takesFocus title={t(`outside.${words}`)}>
        <p>{t('outside.otherWays')}</p>
      </Notice>
      <OtherWays />
    </Page>
  )
}

function OtherWays() {
  const { t } = useText()
  const back = useBack()
  return (
    <>
      <p>
        <ButtonLink href={href('/sign-in', { back })}>{t('outside.byCode')}</ButtonLink>
      </p>
      <p>
        <a href={href('/v1/auth/oidc/start', { back })}>{t('outside.again')}</a>
      </p>
    </>
  )
}

function Proven() {
  const { t } = useText()
  const [, go] = useLocation()
  const back = useBack()
  const { status } = useSession()
  const [error, setError] = useState<unknown>()
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current || status === 'restoring') return
    asked.current = true
    // Who is signed in already came from the page of security, to connect the account.
    if (status === 'signed-in' && back === CONNECT) return go(CONNECT, { replace: true })
    ask('POST /v1/auth/oidc', {}).then(
      (signedIn) => go(pageAfterSignIn(keepSignIn(signedIn), back), { replace: true }),
      setError,
    )
  }, [status, back, go])
  if (error === undefined) return <Loading />
  if (!isProblem(error, 'outside-account-unknown')) {
    return (
      <Page title={t('outside.title')} back={href('/sign-in', { back })} isPersonal>
        <Failure error={error} takesFocus />
        <OtherWays />
      </Page>
    )
  }
  return (
    <Page title={t('outside.unknown.title')} back={href('/sign-in', { back })} isPersonal>
      <p>{t('outside.unknown.text')}</p>
      <p>
        <ButtonLink href={href('/sign-in', { back: CONNECT })}>{t('outside.unknown.have')}</ButtonLink>
      </p>
      <p>
        <Link href={href('/register', { back: CONNECT })}>{t('outside.unknown.new')}</Link>
      </p>
    </Page>
  )
}
