// Signing in above a page whose sign-in has ended or soon ends: the page stays below, hidden, with all that was typed.
import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Route, Router, Switch, useLocation } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import { markAllStale } from '../../../api/cache.ts'
import { openFace, useText } from '../../../i18n/language.ts'
import { forgetSession, useSession } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Loading } from '../../../ui/outcomes.tsx'
import EnterCodePage from './EnterCodePage.tsx'
import NewPasswordPage from './NewPasswordPage.tsx'
import PasswordPage from './PasswordPage.tsx'
import ResetPage from './ResetPage.tsx'
import SignInPage from './SignInPage.tsx'
import './sign-in-again.css'

// The page below has other texts.
const SecondFactorPage = lazy(async () => {
  const [page] = await Promise.all([import('../second-factor/SecondFactorPage.tsx'), openFace('security')])
  return page
})
const RecoveryPage = lazy(() => import('../second-factor/RecoveryPage.tsx'))

/** After this time nobody is likely to come back. Other people may use the same computer. */
const KEPT_MS = 30 * 60_000

/** With `onClose` the sign-in is still valid, and the person can close this dialog. */
export default function SignInAgain({ onClose }: { onClose?: () => void }) {
  const { t } = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  // The sign-in pages have their own addresses here, so that the address of the window does not change.
  const [place] = useState(() => memoryLocation({ path: '/sign-in' }))
  useLayoutEffect(() => open(dialog.current as HTMLDialogElement), [])
  useEffect(() => {
    if (onClose) return
    const timer = setTimeout(forgetSession, KEPT_MS)
    return () => {
      clearTimeout(timer)
      // Meanwhile the server refused what the page asked for.
      markAllStale()
    }
  }, [onClose])
  const title = t(onClose ? 'signIn.soon.title' : 'signIn.again.title')
  return (
    <dialog
      ref={dialog}
      className="again"
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault()
        onClose?.()
      }}
      // A browser closes the dialog all the same when somebody presses Escape twice.
      onClose={(event) => (onClose ? onClose() : event.currentTarget.showModal())}
    >
      <Notice kind="warning" title={title}>
        <p>{t('signIn.again.text')}</p>
        {onClose && (
          <Button kind="quiet" onClick={onClose}>
            {t('signIn.soon.later')}
          </Button>
        )}
      </Notice>
      <Router hook={place.hook} searchHook={place.searchHook}>
        <Switch>
          <Route path="/sign-in" component={SignInPage} />
          <Route path="/sign-in/code" component={EnterCodePage} />
          <Route path="/sign-in/password" component={PasswordPage} />
          <Route path="/sign-in/reset" component={ResetPage} />
          <Route path="/sign-in/reset/code" component={NewPasswordPage} />
          <Route path="/sign-in/second-factor/*?">
            <Suspense fallback={<Loading />}>
              <Switch>
                <Route path="/sign-in/second-factor" component={SecondFactorPage} />
                <Route path="/sign-in/second-factor/recovery" component={RecoveryPage} />
              </Switch>
            </Suspense>
          </Route>
          <Route>
            <Elsewhere onClose={onClose} />
          </Route>
        </Switch>
      </Router>
    </dialog>
  )
}

/** Opens the dialog above the page. On closing, the page scrolls back to its place and the focus returns. */
function open(dialog: HTMLDialogElement): () => void {
  const { scrollX, scrollY } = window
  dialog.showModal()
  return () => {
    dialog.close()
    scrollTo(scrollX, scrollY)
  }
}

/**
 * For the page after signing in, and for every other link: without a new sign-in the person leaves the page for good.
 */
function Elsewhere({ onClose }: { onClose: (() => void) | undefined }) {
  const [address] = useLocation()
  const { status } = useSession()
  useEffect(() => {
    if (onClose) onClose()
    else if (status === 'ended') {
      forgetSession()
      location.assign(address)
    }
  }, [address, status, onClose])
  return null
}
