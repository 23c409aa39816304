// The word after an action, at the foot of every staff page, with Undo where the action can be taken back.
import './said.css'
import { useEffect, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useText } from '../../i18n/language.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { createWatched } from '../../watched.ts'

interface Word {
  /** What happened to whom, in words. */
  readonly text: string
  readonly detail?: string
  /** Takes the action back, or asks why first. Left out when nobody can take it back. */
  readonly undo?: () => unknown
  /** Where the thing is that was made. */
  readonly link?: { readonly href: string; readonly text: string }
}

interface Said extends Word {
  readonly saidAtMs: number
}

const STAYS_SECONDS = 10
/** A word that is said so shortly before another page opens belongs to that page. */
const WITH_PAGE_MS = 1_000

const word = createWatched<Said | undefined>(undefined)

/**
 * Says what happened. The word goes after ten seconds, which stop while somebody points at it or has the focus in it.
 * Errors are no words: they stay in their place, as a Failure.
 */
export const say = (said: Word): void => word.write({ ...said, saidAtMs: performance.now() })

export const unsay = (): void => word.write(undefined)

export function Said() {
  const said = word.use()
  const [path] = useLocation()
  const [failed, setFailed] = useState<unknown>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page ends the word
  useEffect(() => {
    setFailed(undefined)
    const latest = word.read()
    if (latest && performance.now() - latest.saidAtMs > WITH_PAGE_MS) unsay()
  }, [path])
  return (
    <div className="said no-print">
      {failed !== undefined && (
        <div className="said-failed">
          <Failure error={failed} takesFocus>
            <Dismiss onPress={() => setFailed(undefined)} />
          </Failure>
        </div>
      )}
      <div role="status">{said && <Toast key={said.saidAtMs} said={said} onFailure={setFailed} />}</div>
    </div>
  )
}

function Dismiss({ onPress }: { onPress: () => void }) {
  const { t } = useText()
  return (
    <button type="button" className="button button-quiet" onClick={onPress}>
      {t('staff.shell.close')}
    </button>
  )
}

function Toast({ said, onFailure }: { said: Said; onFailure: (error: unknown) => void }) {
  const { text, detail, undo, link } = said
  const { t } = useText()
  const [isHeld, setHeld] = useState(false)
  const secondsLeft = useSecondsLeft(isHeld)
  useEffect(() => {
    if (secondsLeft === 0 && word.read() === said) unsay()
  }, [secondsLeft, said])
  const takeBack = async (): Promise<void> => {
    unsay()
    try {
      await undo?.()
    } catch (error) {
      onFailure(error)
    }
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at the word stops its clock, which needs no press
    <div
      className={isHeld ? 'toast toast-held' : 'toast'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={(event) => setHeld(event.currentTarget.contains(document.activeElement))}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon name="check" sizePx={20} />
      <p className="toast-words">
        <strong>{text}</strong>
        {detail !== undefined && <span>{detail}</span>}
      </p>
      {link && (
        <Link className="toast-button" href={link.href} onClick={unsay}>
          {link.text}
        </Link>
      )}
      {undo && (
        <button type="button" className="toast-button" onClick={() => void takeBack()}>
          <Icon name="arrow-back-up" /> {t('staff.shell.undo')}
          {/* The number changes each second: read aloud, it would drown the word. */}
          <span className="toast-seconds" aria-hidden="true">
            {t('staff.shell.seconds', { count: secondsLeft })}
          </span>
        </button>
      )}
      <button type="button" className="toast-close" aria-label={t('staff.shell.closeWord')} onClick={unsay}>
        <Icon name="x" sizePx={18} />
      </button>
      <span className="toast-bar" aria-hidden="true" />
    </div>
  )
}

/** Counts down by the second. While it is held, no second passes. */
function useSecondsLeft(isHeld: boolean): number {
  const leftMs = useRef(STAYS_SECONDS * 1_000)
  const [seconds, setSeconds] = useState(STAYS_SECONDS)
  useEffect(() => {
    if (isHeld) return
    let lastMs = performance.now()
    const timer = setInterval(() => {
      const nowMs = performance.now()
      leftMs.current -= nowMs - lastMs
      lastMs = nowMs
      setSeconds(Math.max(Math.ceil(leftMs.current / 1_000), 0))
    }, 200)
    return () => clearInterval(timer)
  }, [isHeld])
  return seconds
}
