// Ends the sign-in, and says so honestly when the server could not be told.
import { useEffect, useState } from 'react'
import { useText } from '../../../i18n/language.ts'
import { signOut, useSession } from '../../../session/session.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Page } from '../../../ui/Page.tsx'

export default function SignOutPage() {
  const { t } = useText()
  const { status } = useSession()
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    // Whoever cannot be reached is told when this browser has forgotten all: it may be no computer of one's own.
    if (status === 'signed-in' || status === 'unreachable') signOut().catch(setError)
  }, [status])
  if (status !== 'signed-out') return <Loading />
  return (
    <Page title={t('signIn.out.title')}>
      {error === undefined ? <p>{t('signIn.out.text')}</p> : <Failure error={error} words={t('signIn.out.untold')} />}
      <ButtonLink href="/">{t('ui.toStart')}</ButtonLink>
    </Page>
  )
}
