// Warns some minutes before the sign-in ends, and lets the person sign in again without losing what they typed.
import { type ComponentType, Suspense, useEffect, useState } from 'react'
import { refreshToken } from '../api/access-token.ts'
import { useText } from '../i18n/language.ts'
import { Button } from './Button.tsx'
import './notice.css'

const EARLY_MS = 10 * 60_000
/** Timers cannot run longer than 24 days. A short one also notices soon that the computer slept. */
const LOOK_EVERY_MS = 30_000

interface EndsSoonProps {
  readonly endsAtMs: number
  /** Opens above the page. It loads only when it is needed. */
  readonly SignInAgain: ComponentType<{ onClose: () => void }>
}

export function EndsSoon({ endsAtMs, SignInAgain }: EndsSoonProps) {
  const { t, format } = useText()
  const [nowMs, setNowMs] = useState(Date.now)
  const [isRenewing, setRenewing] = useState(false)
  const leftMs = endsAtMs - nowMs
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  const isOver = leftMs <= 0
  useEffect(() => {
    // The server knows the end better than the clock of this device.
    if (isOver) void refreshToken().catch(() => undefined)
  }, [isOver])
  const isSoon = leftMs <= EARLY_MS && !isOver
  return (
    <div role="status" className="ends-soon no-print">
      {isSoon && (
        <div className="notice-warning ends-soon-inside">
          <p>{t('signIn.soon.text', { time: format.time(new Date(endsAtMs).toISOString()) })}</p>
          <Button kind="quiet" onClick={() => setRenewing(true)}>
            {t('signIn.soon.button')}
          </Button>
        </div>
      )}
      {isSoon && isRenewing && (
        <Suspense>
          <SignInAgain onClose={() => setRenewing(false)} />
        </Suspense>
      )}
    </div>
  )
}
