// Ends the sign-in, and says so when the server could not be told.
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
    // Sign out even when the server cannot be reached: this browser must forget the person, as others may use it.
    if (['signed-in', 'offline', 'unreachable'].includes(status)) signOut().catch(setError)
  }, [status])
  if (status !== 'signed-out') return <Loading />
  return (
    <Page title={t('signIn.out.title')}>
      {error === undefined ? <p>{t('signIn.out.text')}</p> : <Failure error={error} words={t('signIn.out.untold')} />}
      <ButtonLink href="/">{t('ui.toStart')}</ButtonLink>
    </Page>
  )
}
