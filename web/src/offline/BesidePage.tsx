// Stands beside each page of a sign-in: keeps what citizens may read offline, says when they are, and when it ends.
import { type ComponentType, useEffect, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { queryClient } from '../api/cache.ts'
import type { Reading } from '../api/client.ts'
import { openFace, useText } from '../i18n/language.ts'
import type { Account } from '../session/account.ts'
import type { Session } from '../session/session.ts'
import { EndsSoon } from '../ui/EndsSoon.tsx'
import { KEPT_OPERATIONS } from './answers.ts'
import { keepApp } from './app-files.ts'
import { mayKeep, startKeeping, useConnection } from './keeping.ts'
import './offline.css'

export interface BesidePageProps {
  readonly session: Extract<Session, { readonly account: Account }>
  readonly SignInAgain: ComponentType<{ onClose: () => void }>
}

export default function BesidePage({ session, SignInAgain }: BesidePageProps) {
  const { status, account, endsAtMs } = session
  useEffect(() => {
    startKeeping({ account, endsAtMs })
    if (!mayKeep(account)) return
    void openFace('offline').catch(() => undefined)
    void keepApp()
  }, [account, endsAtMs])
  return (
    <>
      {mayKeep(account) && status !== 'ended' && <OfflineLine isOffline={status === 'offline'} />}
      {status === 'signed-in' && <EndsSoon endsAtMs={endsAtMs} SignInAgain={SignInAgain} />}
    </>
  )
}

/** Above the whole page, so that nobody takes an old page for a new one. A screen reader reads what appears in it. */
const top = document.createElement('div')
top.className = 'offline no-print'
top.setAttribute('role', 'status')
document.body.prepend(top)

/** Says in one line that nobody answers, and how old the page is. */
function OfflineLine({ isOffline }: { isOffline: boolean }) {
  const { t, has, format } = useText()
  const isLost = useConnection() === 'lost'
  const atMs = useSyncExternalStore(watch, findOldest)
  if (!(isOffline || isLost) || !has('offline.line')) return null
  return createPortal(
    <p>
      {t(navigator.onLine ? 'offline.unreachable' : 'offline.line')}{' '}
      {atMs !== undefined && t('offline.asOf', { at: format.instant(new Date(atMs).toISOString()) })}
    </p>,
    top,
  )
}

const watch = (onChange: () => void): (() => void) => queryClient.getQueryCache().subscribe(onChange)

/** When the server gave the oldest answer about people that the page shows. */
function findOldest(): number | undefined {
  const times = queryClient
    .getQueryCache()
    .findAll({ type: 'active', predicate: ({ queryKey }) => KEPT_OPERATIONS[queryKey[0] as Reading] === 'family' })
    .flatMap(({ state }) => (state.data === undefined ? [] : state.dataUpdatedAt))
  return times.length === 0 ? undefined : Math.min(...times)
}
