// The frame of every citizen's page: title, way back, heading, and the word about what was done on the page before.
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { useText } from '../i18n/language.ts'
import { noteDone, readDone } from '../session/done.ts'
import { Notice } from './Notice.tsx'
import './page.css'

interface PageProps {
  /** Heading and title of the window. Nothing personal: the history of the browser keeps it. */
  readonly title: string
  /** Another heading than the title. It may name the person. */
  readonly heading?: string
  /** Where "Back" leads. */
  readonly back?: string | undefined
  /** A smaller line above the heading that says what the page belongs to. */
  readonly caption?: string
  /** Lists and tables may be wide. Text is easier to read when it is not. */
  readonly isWide?: boolean
  /** The way back and a small heading share one line, because what people come for must be in the first screen. */
  readonly isCompact?: boolean
  /** Search engines must not index pages about a person. */
  readonly isPersonal?: boolean
  readonly children: ReactNode
}

let isFirstPage = true

export function Page(props: PageProps) {
  const { title, heading = title, back, caption, isWide = false, isCompact = false, isPersonal = false } = props
  const { t } = useText()
  const top = useRef<HTMLHeadingElement>(null)
  const [done] = useState(readDone)
  // The heading takes the focus after a change of page, unless there is something to say.
  useEffect(() => {
    noteDone()
    if (!isFirstPage) {
      if (!done) top.current?.focus({ preventScroll: true })
      if (location.hash === '') scrollTo(0, 0)
    }
    isFirstPage = false
  }, [done])
  return (
    <>
      <title>{`${title} – ${t('ui.name')}`}</title>
      {isPersonal && <meta name="robots" content="noindex" />}
      {back !== undefined && <BackLink href={back} isCompact={isCompact} />}
      <main id="content" className={`page${isWide ? ' page-wide' : ''}${isCompact ? ' page-compact' : ''}`}>
        {caption !== undefined && <p className="page-caption">{caption}</p>}
        <h1 ref={top} tabIndex={-1}>
          {heading}
        </h1>
        {done && <Notice kind="good" takesFocus title={done} />}
        {props.children}
      </main>
    </>
  )
}

export function BackLink({ href, isCompact = false }: { href: string; isCompact?: boolean }) {
  const { t } = useText()
  return (
    <nav className={isCompact ? 'back back-compact no-print' : 'back no-print'} aria-label={t('ui.back')}>
      <Link href={href}>{isCompact ? <span className="visually-hidden">{t('ui.back')}</span> : t('ui.back')}</Link>
    </nav>
  )
}
