// Copies the open sessions of a week to the next week, one after the other. People can try failed ones again.
import { useEffect, useRef, useState } from 'react'
import { href } from '../../../address.ts'
import { markStale } from '../../../api/cache.ts'
import { ask, newKey } from '../../../api/client.ts'
import { addDays } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading, useFailureWords } from '../../../ui/outcomes.tsx'
import { useSessions } from './session-list.ts'
import { type NewSession, type Session, toCopies, WEEK_DAYS } from './sessions.ts'

interface CopyWeekProps {
  readonly facilityId: string
  readonly week: readonly Session[]
  /** The first day of the week to copy. */
  readonly from: string
  readonly onDone: () => void
}

/** A session to make. It keeps its key over all tries. */
interface Copy {
  readonly session: NewSession
  readonly key: string
  readonly error?: unknown
}

export function CopyWeek({ facilityId, week, from, onDone }: CopyWeekProps) {
  const { t, format } = useText()
  const next = addDays(from, WEEK_DAYS)
  const target = useSessions(facilityId, next, addDays(next, WEEK_DAYS - 1))
  const [made, setMade] = useState(0)
  const [failed, setFailed] = useState<readonly Copy[]>()
  const [total, setTotal] = useState<number>()
  const isGone = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
    }
  }, [])
  if (!target.data) {
    return target.error ? <Failure error={target.error} onRetry={() => void target.refetch()} /> : <Loading />
  }

  const run = async (copies: readonly Copy[]): Promise<void> => {
    setTotal(made + copies.length)
    setFailed(undefined)
    const left: Copy[] = []
    for (const { session, key } of copies) {
      if (isGone.current) break
      try {
        await ask('POST /v1/vaccination/sessions', { body: session, key })
        setMade((count) => count + 1)
      } catch (error) {
        left.push({ session, key, error })
      }
    }
    await markStale('POST /v1/vaccination/sessions')
    setFailed(left)
  }

  if (total === undefined) {
    const copies = toCopies(week, target.data)
    const days = { from: format.shortDay(next), to: format.day(addDays(next, WEEK_DAYS - 1)) }
    if (copies.length === 0) return <Notice title={t('staff.centre.sessions.nothingToCopy')} />
    return (
      <>
        <p>{t('staff.centre.sessions.copyWhat', { count: copies.length, ...days })}</p>
        <p className="soft">{t('staff.centre.sessions.copyHint')}</p>
        <Button onClick={() => void run(copies.map((session) => ({ session, key: newKey() })))}>
          {t('staff.centre.sessions.copyNow')}
        </Button>
      </>
    )
  }
  return (
    <>
      <progress className="copy-progress" value={made} max={total} aria-label={t('staff.centre.sessions.copy')} />
      <p role="status">{t('staff.centre.sessions.copied', { made, total })}</p>
      {failed && failed.length > 0 && <Left copies={failed} week={week} onRetry={() => void run(failed)} />}
      {failed?.length === 0 && (
        <Notice kind="good" title={t('staff.centre.sessions.copyDone')} takesFocus>
          <ButtonLink href={href('/staff/sessions', { from: next })}>{t('staff.centre.said.openWeek')}</ButtonLink>{' '}
          <Button kind="quiet" onClick={onDone}>
            {t('staff.shell.close')}
          </Button>
        </Notice>
      )}
    </>
  )
}

interface LeftProps extends Pick<CopyWeekProps, 'week'> {
  readonly copies: readonly Copy[]
  readonly onRetry: () => void
}

function Left({ copies, week, onRetry }: LeftProps) {
  const { t, format } = useText()
  // A request to make a session does not have the course, because the vaccine decides it.
  const whatOf = ({ vaccine, dose }: NewSession): string => {
    const course = week.find((session) => session.vaccine === vaccine)?.course ?? ''
    return t('staff.centre.vaccineAndDose', { course, vaccine, dose })
  }
  const tell = useFailureWords()
  return (
    <Notice kind="error" title={t('staff.centre.sessions.copyFailed', { count: copies.length })} takesFocus>
      <ul>
        {copies.map(({ session, key, error }) => (
          <li key={key}>
            {format.weekdayAndDay(session.date)}, {whatOf(session)}: {tell(error).title}
          </li>
        ))}
      </ul>
      <Button kind="quiet" onClick={onRetry}>
        {t('ui.tryAgain')}
      </Button>
    </Notice>
  )
}
