// The header and footer of every citizen's page, always in the same place: name, account, language, theme and help.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useText } from '../../i18n/language.ts'
import { homeOf, useSession } from '../../session/session.ts'
import { LanguageChoice } from '../../ui/LanguageChoice.tsx'
import { ThemeChoice } from '../../ui/ThemeChoice.tsx'
import './citizen-shell.css'

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
          <Link href="/sign-out">{t('ui.signOut')}</Link>
        </>
      ) : (
        <Link href="/sign-in">{t('ui.signIn')}</Link>
      )}
    </nav>
  )
}
