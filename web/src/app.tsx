// The app: finds the route of the address, checks whether this person may open it, and draws its page.
import './ui/tokens.css'
import './ui/base.css'
import './ui/form.css'
import { type ComponentType, Fragment, lazy, type ReactNode, StrictMode, Suspense, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { CitizenShell } from './citizen/shell/CitizenShell.tsx'
import { openFace } from './i18n/language.ts'
import type { BesidePageProps } from './offline/BesidePage.tsx'
import {
  type AppPage,
  findRoute,
  loadedRoutes,
  loadRoutes,
  mayOpen,
  publicRoutes,
  readPageAhead,
  sectionOf,
} from './routes.ts'
import {
  forgetSession,
  restoreSession,
  secondFactorHref,
  signInHref,
  toIdentity,
  useSession,
} from './session/session.ts'
import { ErrorBoundary } from './ui/ErrorBoundary.tsx'
import { Forbidden, Loading, LoadingFailed, NotFound, Unreachable } from './ui/outcomes.tsx'

type Shell = ComponentType<{ children: ReactNode }>

interface Opened {
  readonly Page: ComponentType
  readonly Shell: Shell
}

/** Loads after the page is drawn, because nobody waits for it. Without a connection it says so at once. */
const BesidePage = lazy(async (): Promise<{ default: ComponentType<BesidePageProps> }> => {
  if (navigator.onLine) await new Promise((resolve) => setTimeout(resolve, BESIDE_AFTER_MS))
  return import('./offline/BesidePage.tsx').catch(() => ({ default: () => null }))
})
const BESIDE_AFTER_MS = 4_000
const SignInAgain = lazy(() => import('./citizen/identity/sign-in/SignInAgain.tsx'))

const opened = new Map<string, Opened>()

async function open(route: AppPage): Promise<void> {
  const shell = route.face === 'staff' ? import('./staff/shell/StaffShell.tsx') : undefined
  const [page] = await Promise.all([route.load(), openFace(route.face), shell])
  const usual = route.isAlone ? Fragment : CitizenShell
  opened.set(route.path, { Page: page.default, Shell: (await shell)?.StaffShell ?? usual })
}

/** Draws the app. A page that is loaded already is drawn at once. */
export async function startApp(root: HTMLElement): Promise<void> {
  void restoreSession()
  const route = await findRoute(location.pathname).catch(() => undefined)
  if (route) await open(route).catch(() => undefined)
  // Draw at once, so that no letter is lost that somebody is typing into the form of start.html.
  flushSync(() =>
    createRoot(root).render(
      <StrictMode>
        <ErrorBoundary>
          <Pages />
        </ErrorBoundary>
      </StrictMode>,
    ),
  )
  delete root.dataset.loading
  if (route?.next) void readPageAhead(route.next)
}

function Pages() {
  const [path] = useLocation()
  const section = sectionOf(path)
  return section ? <SectionPages key={section} section={section} /> : <Routed routes={publicRoutes} />
}

/** The pages of a section whose table loads when somebody first opens one of them. */
function SectionPages({ section }: { section: string }) {
  const routes = loadedRoutes(section)
  const { hasFailed, isRepeated, retry } = useOpened(routes !== undefined, () => loadRoutes(section))
  if (routes) return <Routed routes={routes} />
  return bare(hasFailed ? <LoadingFailed onRetry={retry} mayReload={isRepeated} /> : <Loading />)
}

function Routed({ routes }: { routes: readonly AppPage[] }) {
  return (
    <Switch>
      {routes.map((route) => (
        <Route key={route.path} path={route.path}>
          <Guarded route={route} />
        </Route>
      ))}
      <Route>
        <CitizenShell>
          <NotFound />
        </CitizenShell>
      </Route>
    </Switch>
  )
}

/** The page, if this person may open it. */
function Guarded({ route }: { route: AppPage }) {
  const session = useSession()
  const [path, go] = useLocation()
  const isLedAway = route.who !== 'everybody' && session.status === 'signed-out'
  useEffect(() => {
    if (isLedAway) go(signInHref(path + location.search), { replace: true })
  }, [isLedAway, path, go])
  const isOver = route.who === 'everybody' && session.status === 'ended'
  useEffect(() => {
    if (isOver) forgetSession()
  }, [isOver])
  if (route.who === 'everybody') return <Opening route={route} />
  if (!('account' in session)) return bare(session.status === 'unreachable' ? <Unreachable /> : <Loading />)
  const { account, status } = session
  if (account.secondFactor !== undefined && !route.isBeforeFactor) {
    return <Redirect to={secondFactorHref(path + location.search)} replace />
  }
  return (
    <>
      {/* Before the page, so that of two fields with one name a label finds the one that can be reached. */}
      {status === 'ended' && (
        <Suspense>
          <SignInAgain />
        </Suspense>
      )}
      {mayOpen(route, account) ? <Opening key={toIdentity(account)} route={route} /> : bare(<Forbidden />)}
      <Suspense>
        <BesidePage session={session} SignInAgain={SignInAgain} />
      </Suspense>
    </>
  )
}

const bare = (content: ReactNode) => <CitizenShell>{content}</CitizenShell>

/**
 * Opens something unless it is ready, and draws the page again then. Another try needs no reload: only the memory of
 * the page has what somebody entered on the pages before.
 */
function useOpened(isReady: boolean, open: () => Promise<unknown>) {
  const [attempt, setAttempt] = useState({ nth: 1, hasFailed: false })
  const [, setOpened] = useState(0)
  const { nth, hasFailed } = attempt
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page opens the same thing as long as it is shown
  useEffect(() => {
    if (isReady) return
    let isGone = false
    open().then(
      () => isGone || setOpened((count) => count + 1),
      () => isGone || setAttempt({ nth, hasFailed: true }),
    )
    return () => {
      isGone = true
    }
  }, [isReady, nth])
  return { hasFailed, isRepeated: nth > 1, retry: () => setAttempt({ nth: nth + 1, hasFailed: false }) }
}

function Opening({ route }: { route: AppPage }) {
  const ready = opened.get(route.path)
  const { hasFailed, isRepeated, retry } = useOpened(ready !== undefined, () => open(route))
  if (!ready) return bare(hasFailed ? <LoadingFailed onRetry={retry} mayReload={isRepeated} /> : <Loading />)
  const { Shell, Page } = ready
  return (
    <Shell>
      <ErrorBoundary key={route.path}>
        <Page />
      </ErrorBoundary>
    </Shell>
  )
}
