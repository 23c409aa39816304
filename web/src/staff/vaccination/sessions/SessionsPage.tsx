// The sessions of a centre, one week at a time: make, change and close them, and copy them to the next week.
import '../centre.css'
import { Button as SmallButton } from '@mantine/core'
import { day, href, oneOf, reader, useFilters } from '../../../address.ts'
import { postVaccinationBookings } from '../../../api/limits/post-vaccination-bookings.ts'
import { addDays, today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount, useMay } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import type { Column } from '../../../ui/columns.ts'
import { Failure } from '../../../ui/outcomes.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { Empty } from '../../lists/Empty.tsx'
import { ExportButton } from '../../lists/Listing.tsx'
import { TableSkeleton } from '../../lists/Skeleton.tsx'
import { Dialog } from '../../shell/Dialog.tsx'
import { say } from '../../shell/Said.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { useShortcuts } from '../../shell/shortcuts.ts'
import { CopyWeek } from './CopyWeek.tsx'
import { ChangeSession, CloseSession, MakeSession, ReopenSession } from './SessionForms.tsx'
import { useSessions } from './session-list.ts'
import { fromInstant } from './session-rows.ts'
import { type Session, toDays, WEEK_DAYS } from './sessions.ts'

/** Columns of the file, which the import can read again. The page shows the sessions below their days. */
const SESSION_FILE: readonly Column<Session>[] = [
  { key: 'facilityId', text: ({ facilityId }) => facilityId },
  { key: 'date', text: ({ date }) => date },
  { key: 'vaccine', text: ({ vaccine }) => vaccine },
  { key: 'dose', text: ({ dose }) => dose },
  { key: 'capacity', text: ({ capacity }) => capacity },
  { key: 'windows', text: ({ windows }) => windows.join(' ') },
  { key: 'minAge', text: ({ minAge }) => minAge },
  { key: 'maxAge', text: ({ maxAge }) => maxAge },
  { key: 'fee', text: ({ fee }) => fee / 100 },
  { key: 'opensAt', text: ({ opensAt }) => opensAt && fromInstant(opensAt) },
  { key: 'status', text: ({ status }) => status },
  { key: 'booked', text: ({ booked }) => booked },
  { key: 'given', text: ({ given }) => given },
]

const TASKS = ['make', 'copy', 'change', 'close', 'reopen'] as const
type Task = (typeof TASKS)[number]
const readers = { from: day, task: oneOf(...TASKS), session: reader(postVaccinationBookings.sessionId) }

export default function SessionsPage() {
  const { t, format } = useText()
  const { facilityId = '' } = useAccount()
  const { filters, change } = useFilters(readers)
  const from = filters.from ?? today()
  const to = addDays(from, WEEK_DAYS - 1)
  const { data, error, isPending, refetch } = useSessions(facilityId, from, to)
  const mayManage = useMay('session.manage')
  const go = (days: number): void => {
    const first = addDays(from, days)
    change({ from: first === today() ? undefined : first })
  }
  const open = (task: Task, session?: string): void => change({ task, session })
  const close = (): void => change({ task: undefined, session: undefined })
  const chosen = data?.find(({ sessionId }) => sessionId === filters.session)
  const detailOf = ({ vaccine, dose, date }: Session): string =>
    `${t('staff.centre.today.sessionOf', { vaccine, dose: format.number(dose) })}, ${format.weekdayAndDay(date)}`
  const done = (): void => {
    const detail = chosen && detailOf(chosen)
    if (filters.task) say({ text: t(`staff.centre.said.session.${filters.task}`), ...(detail && { detail }) })
    close()
  }
  /** The page shows the session, unless its day is in another week. */
  const made = (session: Session): void => {
    const isShown = session.date >= from && session.date <= to
    const link = { href: href('/staff/sessions', { from: session.date }), text: t('staff.centre.said.openWeek') }
    say({ text: t('staff.centre.said.session.make'), detail: detailOf(session), ...(!isShown && { link }) })
    close()
  }
  useShortcuts(t('staff.centre.sessions.menu'), [
    { keys: '[', label: t('staff.centre.sessions.weekBefore'), run: () => go(-WEEK_DAYS) },
    { keys: ']', label: t('staff.centre.sessions.weekAfter'), run: () => go(WEEK_DAYS) },
    ...(mayManage
      ? [
          { keys: 'n', label: t('staff.centre.sessions.make'), run: () => open('make') },
          { keys: 'c', label: t('staff.centre.sessions.copy'), run: () => open('copy') },
        ]
      : []),
  ])
  // Copy a week only when its sessions are known, and not those of the week before.
  const isChosen = chosen !== undefined
  const isReady = { make: true, copy: data !== undefined, change: isChosen, close: isChosen, reopen: isChosen }
  const isOpen = filters.task !== undefined && mayManage && isReady[filters.task]
  return (
    <StaffPage
      title={t('staff.centre.sessions.title')}
      actions={
        mayManage && (
          <div className="day-moves no-print">
            <Button kind="quiet" onClick={() => open('copy')}>
              {t('staff.centre.sessions.copy')}
            </Button>
            <Button onClick={() => open('make')}>{t('staff.centre.sessions.make')}</Button>
          </div>
        )
      }
    >
      <div className="day-moves week-moves no-print">
        <Button kind="quiet" onClick={() => go(-WEEK_DAYS)}>
          {t('staff.centre.sessions.weekBefore')}
        </Button>
        <strong>{t('staff.centre.sessions.days', { from: format.shortDay(from), to: format.day(to) })}</strong>
        <Button kind="quiet" onClick={() => go(WEEK_DAYS)}>
          {t('staff.centre.sessions.weekAfter')}
        </Button>
        {data && data.length > 0 && (
          <ExportButton file={`sessions-${from}`} columns={SESSION_FILE} all={async () => data} />
        )}
      </div>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {isPending && <TableSkeleton />}
      {data && <Week sessions={data} from={from} onTask={mayManage ? open : undefined} />}
      <Dialog title={filters.task ? t(`staff.centre.sessions.${filters.task}`) : ''} isOpen={isOpen} onClose={close}>
        {filters.task === 'make' && <MakeSession facilityId={facilityId} day={from} onDone={made} />}
        {data && filters.task === 'copy' && <CopyWeek facilityId={facilityId} week={data} from={from} onDone={close} />}
        {chosen && filters.task === 'change' && <ChangeSession session={chosen} onDone={done} />}
        {chosen && filters.task === 'close' && (
          <CloseSession
            session={chosen}
            onDone={() => {
              close()
              say({
                text: t('staff.centre.said.closed'),
                detail: detailOf(chosen),
                undo: () => open('reopen', chosen.sessionId),
              })
            }}
          />
        )}
        {chosen && filters.task === 'reopen' && <ReopenSession session={chosen} onDone={done} />}
      </Dialog>
    </StaffPage>
  )
}

interface WeekProps {
  readonly sessions: readonly Session[]
  readonly from: string
  readonly onTask: SessionRowProps['onTask']
}

function Week({ sessions, from, onTask }: WeekProps) {
  const { t, format } = useText()
  if (sessions.length === 0) {
    return (
      <Empty icon="clock" title={t('staff.centre.sessions.nothing')}>
        {onTask && t('staff.centre.sessions.nothingNext')}
      </Empty>
    )
  }
  return toDays(sessions, from).map(({ day, sessions: held }) => (
    <section key={day} className="day-group">
      <h2>
        {format.weekdayAndDay(day)} <span className="soft">{held.length === 0 && t('staff.centre.sessions.none')}</span>
      </h2>
      {held.length > 0 && (
        <ul className="plain">
          {held.map((session) => (
            <SessionRow key={session.sessionId} session={session} onTask={onTask} />
          ))}
        </ul>
      )}
    </section>
  ))
}

interface SessionRowProps {
  readonly session: Session
  readonly onTask: ((task: Task, sessionId: string) => void) | undefined
}

function SessionRow({ session, onTask }: SessionRowProps) {
  const { t, format } = useText()
  const { sessionId, course, vaccine, dose, windows, booked, capacity, given, status, minAge, maxAge } = session
  const what = t('staff.centre.vaccineAndDose', { course, vaccine, dose })
  return (
    <li className="day-row session-row">
      <span className="day-who">
        <strong>{what}</strong>
        <span className="soft">{windows.map(format.window).join(', ')}</span>
        <span className="soft">
          {maxAge === undefined
            ? t('staff.centre.ages.from', { minAge })
            : t('staff.centre.ages.between', { minAge, maxAge })}
        </span>
      </span>
      <span className="day-state">
        {t('staff.centre.sessions.seats', { booked, capacity, given })}{' '}
        {status === 'closed' && <Tag>{t('staff.centre.sessions.closed')}</Tag>}
      </span>
      <span className="day-next no-print">
        {status === 'closed' && session.date >= today() && onTask && (
          <SmallButton size="compact-md" variant="default" onClick={() => onTask('reopen', sessionId)}>
            {t('staff.centre.sessions.reopenShort')} <span className="visually-hidden">{what}</span>
          </SmallButton>
        )}
        {status === 'open' && onTask && (
          <>
            <SmallButton size="compact-md" variant="default" onClick={() => onTask('change', sessionId)}>
              {t('ui.change')} <span className="visually-hidden">{what}</span>
            </SmallButton>{' '}
            <SmallButton size="compact-md" variant="default" onClick={() => onTask('close', sessionId)}>
              {t('staff.centre.sessions.closeShort')} <span className="visually-hidden">{what}</span>
            </SmallButton>
          </>
        )}
      </span>
    </li>
  )
}
