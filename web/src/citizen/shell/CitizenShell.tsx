// The header and footer of every citizen's page, always in the same place: name, menu, language, account and help.
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import { Link, useLocation } from 'wouter'
import { useText } from '../../i18n/language.ts'
import { homeOf, useSession } from '../../session/session.ts'
import { Emblem } from '../../ui/Emblem.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { IconName } from '../../ui/icon-names.ts'
import { LanguageChoice } from '../../ui/LanguageChoice.tsx'
import './citizen-shell.css'
import { focusHash } from './focus-hash.ts'
// Before the app has loaded, start.html has the same search. So its look must not wait for the start page.
import './start.css'

/** Loads after the page is drawn: nobody waits for the number of unread messages. */
const Unread = lazy(async () => {
  await new Promise((resolve) => setTimeout(resolve, UNREAD_AFTER_MS))
  return import('../notifications/Unread.tsx').catch(() => ({ default: () => null }))
})
const UNREAD_AFTER_MS = 1_500

/** It is below the page, so the page does not wait for it. */
const Foot = lazy<ComponentType>(() => import('./Foot.tsx').catch(() => ({ default: () => null })))

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
            <Emblem sizePx={36} />
            {t('ui.name')}
          </Link>
          <Tabs />
          <LanguageMenu />
          <AccountLinks />
        </div>
      </header>
      <div className="around">{children}</div>
      <Suspense fallback={<div className="foot no-print" />}>
        <Foot />
      </Suspense>
    </>
  )
}

interface Tab {
  readonly name: string
  readonly icon: IconName
  readonly href: string
  /** The addresses of the pages that belong to it. */
  readonly pages: RegExp
}

/** The menu: in the header of a wide window, at the bottom of a phone. */
function Tabs() {
  const { t } = useText()
  const [path] = useLocation()
  const session = useSession()
  const home = 'account' in session ? homeOf(session.account) : '/'
  const tabs: readonly Tab[] = [
    { name: 'home', icon: 'home', href: home, pages: home === '/' ? /^\/$/ : /^\/account$/ },
    { name: 'book', icon: 'calendar-plus', href: '/#pin', pages: /^\/($|centres|districts|near-me|book)/ },
    { name: 'records', icon: 'file-text', href: '/account/records', pages: /^\/account\/(records|certificates)/ },
    { name: 'help', icon: 'help-circle', href: '/help', pages: /^\/(help|contact|accessibility)/ },
  ]
  const current = tabs.find(({ pages }) => pages.test(path))
  return (
    <nav className="tabs" aria-label={t('ui.menu')}>
      {tabs.map(({ name, icon, href }) => (
        <Link key={name} href={href} aria-current={name === current?.name ? 'page' : undefined} onClick={focusHash}>
          <Icon name={icon} sizePx={22} />
          <span className="tab-name">{t(`ui.tabs.${name}`)}</span>
          <span className="tab-long">{t(`ui.tabs.${LONG[name] ?? name}`)}</span>
        </Link>
      ))}
    </nav>
  )
}

const LONG: Readonly<Record<string, string>> = { book: 'bookLong', records: 'recordsLong' }

/** The choice of language. The browser closes it when somebody presses elsewhere. */
function LanguageMenu() {
  const { t, language } = useText()
  return (
    <div className="bar-language">
      <button type="button" popoverTarget="languages">
        <Icon name="world" sizePx={20} />
        <span className="visually-hidden">{t('ui.language')}: </span>
        <span lang={language.code}>{language.name}</span>
      </button>
      <div id="languages" className="languages" popover="auto">
        <LanguageChoice closes="languages" />
      </div>
    </div>
  )
}

function AccountLinks() {
  const { t } = useText()
  const session = useSession()
  return (
    <nav className="bar-links" aria-label={t('ui.account')}>
      {'account' in session ? (
        <>
          <Link href={homeOf(session.account)} className="bar-person">
            {session.account.name}
          </Link>
          {session.status === 'signed-in' && session.account.powers.includes('family.manage') && (
            <Link href="/account/messages">
              <Icon name="bell" sizePx={22} />
              <span className="bar-word">{t('ui.messages')}</span>
              <Suspense>
                <Unread />
              </Suspense>
            </Link>
          )}
          <Link href="/sign-out">
            <Icon name="logout" sizePx={22} />
            <span className="bar-word">{t('ui.signOut')}</span>
          </Link>
        </>
      ) : (
        <Link href="/sign-in" className="button button-main">
          {t('ui.signIn')}
        </Link>
      )}
    </nav>
  )
}
