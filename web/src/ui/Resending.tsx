// For how long a code is still valid, and when the person may ask for it again; the seconds are not read aloud.
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from './Button.tsx'
import { Failure } from './outcomes.tsx'

interface ResendingProps {
  /** By `performance.now()`: the clock of a computer may be wrong. */
  readonly resendAtMs: number
  readonly expiresAtMs: number
  readonly onResend: () => Promise<unknown>
  readonly words: {
    readonly holds: (minutes: number) => string
    readonly expired: string
    readonly resendIn: (seconds: number) => string
    readonly resend: string
  }
  /** What the page says of the last sending. */
  readonly children?: ReactNode
}

export function Resending({ resendAtMs, expiresAtMs, onResend, words, children }: ResendingProps) {
  const [nowMs, setNowMs] = useState(() => performance.now())
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    const timer = setInterval(() => setNowMs(performance.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  const leftSeconds = Math.max(0, Math.ceil((resendAtMs - nowMs) / 1_000))
  const holdsMinutes = Math.ceil((expiresAtMs - nowMs) / 60_000)
  return (
    <>
      <p className="soft">{holdsMinutes > 0 ? words.holds(holdsMinutes) : words.expired}</p>
      {children}
      {error !== undefined && <Failure error={error} takesFocus />}
      {leftSeconds > 0 ? (
        <p role="timer">{words.resendIn(leftSeconds)}</p>
      ) : (
        <Button kind="quiet" onClick={() => void onResend().catch(setError)}>
          {words.resend}
        </Button>
      )}
    </>
  )
}
