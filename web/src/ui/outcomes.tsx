// What people see instead of a page or an answer: it loads, does not exist, is not for them, or failed.
import { type ReactNode, useEffect, useState } from 'react'
import { Link } from 'wouter'
import { ApiProblem, NoAnswer } from '../api/problem.ts'
import { valuesOf } from '../i18n/format.ts'
import { useText } from '../i18n/language.ts'
import { restoreSession } from '../session/session.ts'
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'
import { Page } from './Page.tsx'

export function Loading() {
  const { t } = useText()
  return (
    <p className="loading" role="status">
      {t('ui.loading')}
    </p>
  )
}

export function NotFound() {
  const { t } = useText()
  return (
    <Page title={t('ui.notFound.title')}>
      <p>{t('ui.notFound.text')}</p>
      <ul className="plain links">
        <li>
          <Link href="/">{t('ui.toStart')}</Link>
        </li>
        <li>
          <Link href="/help">{t('ui.tabs.help')}</Link>
        </li>
      </ul>
    </Page>
  )
}

export function Forbidden() {
  const { t } = useText()
  return (
    <Page title={t('ui.forbidden.title')}>
      <p>{t('ui.forbidden.text')}</p>
      <Link href="/">{t('ui.toStart')}</Link>
    </Page>
  )
}

/** The connection is down, so Sehat could not restore the sign-in. */
export function Unreachable() {
  const { t } = useText()
  return (
    <Page title={t('ui.unreachable.title')}>
      <p>{t('ui.unreachable.text')}</p>
      <Button onClick={() => void restoreSession()}>{t('ui.tryAgain')}</Button>
    </Page>
  )
}

/**
 * The file of the page did not load: the connection is down, or a newer version replaced it and only a reload helps.
 */
export function LoadingFailed({ onRetry, mayReload }: { onRetry: () => void; mayReload: boolean }) {
  const { t } = useText()
  return (
    <Page title={t('ui.notLoaded.title')}>
      <p>{t('ui.notLoaded.text')}</p>
      <p>
        <Button onClick={onRetry}>{t('ui.tryAgain')}</Button>
      </p>
      {mayReload && <Reload />}
    </Page>
  )
}

/** An error occurred while React drew the page. */
export function Broken() {
  const { t } = useText()
  return (
    <Page title={t('problems.unexpected.title')}>
      <Reload />
    </Page>
  )
}

/** The last resort, because a reload loses what the person entered. */
function Reload() {
  const { t } = useText()
  return (
    <>
      <p>{t('ui.reload.text')}</p>
      <Button kind="quiet" onClick={() => location.reload()}>
        {t('ui.reload.button')}
      </Button>
    </>
  )
}

interface FailureProps {
  readonly error: unknown
  /** Words better than the general ones. */
  readonly words?: string | undefined
  readonly takesFocus?: boolean
  readonly onRetry?: () => void
  readonly children?: ReactNode
}

/** Says kindly what went wrong, and what is known of the outcome. */
export function Failure({ error, words, takesFocus = false, onRetry, children }: FailureProps) {
  const { t } = useText()
  const tell = useFailureWords()
  const { title, text } = tell(error)
  return (
    <Notice kind="error" title={words ?? title} takesFocus={takesFocus}>
      {words === undefined && text !== undefined && <p>{text}</p>}
      <Wait error={error} />
      {children}
      {onRetry && (
        <Button kind="quiet" onClick={onRetry}>
          {t('ui.tryAgain')}
        </Button>
      )}
    </Notice>
  )
}

/** Title and text of an error: our words for the problem, or else the server's words, in English. */
export function useFailureWords(): (error: unknown) => { title: string; text?: string } {
  const { t, has, format, language } = useText()
  return (error) => {
    const general = (kind: string) => ({ title: t(`problems.${kind}.title`), text: t(`problems.${kind}.text`) })
    if (error instanceof NoAnswer) return general(error.mayBeDone ? 'unknownOutcome' : 'offline')
    if (!(error instanceof ApiProblem)) return general('unexpected')
    const key = keyOf(error, has)
    if (key !== undefined) {
      const values = valuesOf(error.members, format)
      return { title: t(`${key}.title`, values), ...(has(`${key}.text`) && { text: t(`${key}.text`, values) }) }
    }
    if (error.status >= 500) return general('failed')
    return (language.code === 'en' && wordsOfServer(error)) || general('refused')
  }
}

/** The key of our words for a problem. Problems that only some people see have their words in the messages of those. */
const keyOf = ({ slug }: ApiProblem, has: (key: string) => boolean): string | undefined =>
  [`staff.problems.${slug}`, `problems.${slug}`].find((key) => has(`${key}.title`))

const wordsOfServer = ({ title, detail }: ApiProblem) =>
  title ? { title, ...(detail && { text: detail }) } : undefined

/** Counts down the seconds that the server asks people to wait. */
function Wait({ error }: { error: unknown }) {
  const { t } = useText()
  const asked = error instanceof ApiProblem ? error.retryAfterSeconds : undefined
  const [left, setLeft] = useState(asked ?? 0)
  useEffect(() => {
    setLeft(asked ?? 0)
    const timer = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1_000)
    return () => clearInterval(timer)
  }, [asked])
  if (asked === undefined) return null
  return <p aria-live="off">{left > 0 ? toWait(left, t) : t('ui.wait.over')}</p>
}

function toWait(seconds: number, t: (key: string, values: { count: number }) => string): string {
  return seconds > 90
    ? t('ui.wait.minutes', { count: Math.ceil(seconds / 60) })
    : t('ui.wait.seconds', { count: seconds })
}
