// The app of customers: its header and menu, the page of the address, and the sign-in in front of every page.
import '../citizen/shell/citizen-shell.css'
import '../citizen/shell/foot.css'
import { Suspense } from 'react'
import { Link, Route, Switch, useLocation } from 'wouter'
import { useText } from '../i18n/language.ts'
import { Emblem } from '../ui/Emblem.tsx'
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx'
import { LanguageChoice } from '../ui/LanguageChoice.tsx'
import { Loading } from '../ui/outcomes.tsx'
import { Page } from '../ui/Page.tsx'
import { ThemeChoice } from '../ui/ThemeChoice.tsx'
import { pages } from './pages.ts'
import { SignInPage } from './SignInPage.tsx'
import { leave, useSignIn } from './sign-in.ts'

export function App() {
  const { t } = useText()
  const { status } = useSignIn()
  const [path] = useLocation()
  return (
    <>
      <a className="skip" href="#content">
        {t('ui.skip')}
      </a>
      <header className="bar no-print">
        <div className="bar-inside">
          <Link href="/customer" className="bar-name">
            <Emblem sizePx={36} />
            {t('ui.name')}
          </Link>
          {status !== 'signed-out' && <Menu path={path} />}
        </div>
      </header>
      <div className="around">
        {status === 'signed-in' ? (
          <ErrorBoundary key={path}>
            <Suspense fallback={<Loading />}>
              <Routed />
            </Suspense>
          </ErrorBoundary>
        ) : (
          <SignInPage />
        )}
      </div>
      <footer className="foot no-print">
        <div className="foot-inside">
          <LanguageChoice />
          <ThemeChoice />
          <p>
            <a href="/docs">{t('portal.reference')}</a>
          </p>
        </div>
      </footer>
    </>
  )
}

function Routed() {
  return (
    <Switch>
      {pages.map(({ path, Page: Content }) => (
        <Route key={path} path={path}>
          <Content />
        </Route>
      ))}
      <Route>
        <Nowhere />
      </Route>
    </Switch>
  )
}

function Nowhere() {
  const { t } = useText()
  return (
    <Page title={t('ui.notFound.title')}>
      <p>{t('ui.notFound.text')}</p>
      <Link href="/customer">{t('portal.overview')}</Link>
    </Page>
  )
}

function Menu({ path }: { path: string }) {
  const { t } = useText()
  return (
    <>
      <nav className="bar-links" aria-label={t('ui.menu')}>
        {pages.map(({ path: href, menu }) =>
          menu === undefined ? null : (
            <Link key={href} href={href} aria-current={href === path ? 'page' : undefined}>
              {t(menu)}
            </Link>
          ),
        )}
      </nav>
      <button type="button" className="bar-button" onClick={leave}>
        {t('ui.signOut')}
      </button>
    </>
  )
}
