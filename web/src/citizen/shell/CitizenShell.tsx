// The header and footer of every citizen's page, always in the same place: name, account, language, theme and help.
import { lazy, type ReactNode, Suspense } from 'react'
import { Link } from 'wouter'
import { useText } from '../../i18n/language.ts'
import { homeOf, useSession } from '../../session/session.ts'
import { LanguageChoice } from '../../ui/LanguageChoice.tsx'
import { ThemeChoice } from '../../ui/ThemeChoice.tsx'
import './citizen-shell.css'

/** Loads after the page is drawn: nobody waits for the number of unread messages. */
const Unread = lazy(async () => {
  await new Promise((resolve) => setTimeout(resolve, UNREAD_AFTER_MS))
  return import('../notifications/Unread.tsx').catch(() => ({ default: () => null }))
})
const UNREAD_AFTER_MS = 1_500

export function CitizenShell({ children }: { children: ReactNode }) {
  const { t } = useText()
  return (
    <>
      <a className="skip" href="#content">
        {t('ui.skip')}
      </a>
      <header className="bar no-print">
        <div className="bar-inside">
          <Link href="/" className="bar-name">
            {t('ui.name')}
          </Link>
          <AccountLinks />
        </div>
      </header>
      <div className="around">{children}</div>
      <footer className="foot no-print">
        <div className="foot-inside">
          <LanguageChoice />
          <ThemeChoice />
          <p>
            {t('ui.emergency')} <a href="tel:112">{t('ui.emergencyNumber')}</a>
          </p>
        </div>
      </footer>
    </>
  )
}

function AccountLinks() {
  const { t } = useText()
  const session = useSession()
  return (
    <nav className="bar-links" aria-label={t('ui.account')}>
      {'account' in session ? (
        <>
          <Link href={homeOf(session.account)}>{session.account.name}</Link>
          {session.status === 'signed-in' && session.account.powers.includes('family.manage') && (
            <Link href="/account/messages">
              {t('ui.messages')}
              <Suspense>
                <Unread />
              </Suspense>
            </Link>
          )}
          <Link href="/sign-out">{t('ui.signOut')}</Link>
        </>
      ) : (
        <Link href="/sign-in">{t('ui.signIn')}</Link>
      )}
    </nav>
  )
}
