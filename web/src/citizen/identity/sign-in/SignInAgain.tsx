// Signing in above a page whose sign-in has ended, or soon will: the page stays, hidden, with all that was typed.
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Route, Router, Switch, useLocation } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import { markAllStale } from '../../../api/cache.ts'
import { useText } from '../../../i18n/language.ts'
import { forgetSession, useSession } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import AskCodePage from './AskCodePage.tsx'
import EnterCodePage from './EnterCodePage.tsx'
import SignInPage from './SignInPage.tsx'
import './sign-in-again.css'

/** On a computer that others use too, nobody comes back after that. */
const KEPT_MS = 30 * 60_000

/** With `onClose` the sign-in still holds, and nobody has to do this now. */
export default function SignInAgain({ onClose }: { onClose?: () => void }) {
  const { t } = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  // The pages of signing in, with addresses of their own: that of the window stays.
  const [place] = useState(() => memoryLocation({ path: '/sign-in' }))
  useLayoutEffect(() => open(dialog.current as HTMLDialogElement), [])
  useEffect(() => {
    if (onClose) return
    const timer = setTimeout(forgetSession, KEPT_MS)
    return () => {
      clearTimeout(timer)
      // What the page was refused meanwhile.
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
      // A browser closes it all the same when Escape is pressed twice.
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
          <Route path="/sign-in/code" component={AskCodePage} />
          <Route path="/sign-in/code/enter" component={EnterCodePage} />
          <Route>
            <Elsewhere onClose={onClose} />
          </Route>
        </Switch>
      </Router>
    </dialog>
  )
}

/** Opens above the page, which keeps its place; the focus goes back to where it was when this is over. */
function open(dialog: HTMLDialogElement): () => void {
  const { scrollX, scrollY } = window
  dialog.showModal()
  return () => {
    dialog.close()
    scrollTo(scrollX, scrollY)
  }
}

/** Where signing in leads to, and every other link: the page is left for good unless somebody is signed in again. */
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
