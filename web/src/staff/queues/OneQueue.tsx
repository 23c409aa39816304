// One queue: who is in the own room, who waits in the order of their turns, and who was served.
import { useState } from 'react'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useMay } from '../../session/session.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { TableSkeleton } from '../lists/Skeleton.tsx'
import { Key } from '../shell/Key.tsx'
import { useShortcuts } from '../shell/shortcuts.ts'
import { type Acts, type Listed, type Queue, quietly, type Token, useActs } from './acts.ts'
import { InRoom } from './InRoom.tsx'
import { Tokens } from './Tokens.tsx'
import { TransferDialog } from './TransferDialog.tsx'

const EVERY_MS = 5_000
const ROOM_KEY = 'sehat.room'

/** The room of this place of work, kept in this browser. Without one the usual room of the doctor counts. */
export const roomOf = (usual: string | undefined): string => localStorage.getItem(ROOM_KEY) ?? usual ?? ''

function useRoom(usual: string | undefined) {
  const [room, setRoom] = useState(() => roomOf(usual))
  const change = (value: string): void => {
    setRoom(value)
    localStorage.setItem(ROOM_KEY, value)
  }
  return [room.trim(), change] as const
}

export function OneQueue({ listed, all }: { listed: Listed; all: readonly Listed[] }) {
  const { t } = useText()
  const { queueId, usualRoom } = listed
  const { data, error, refetch } = useAnswer(
    'GET /v1/appointments/queues/{queueId}',
    { path: { queueId } },
    { everyMs: EVERY_MS },
  )
  const [room, setRoom] = useRoom(usualRoom)
  const [moved, setMoved] = useState<Token>()
  const acts = useActs(queueId, room)
  const mayServe = useMay('queue.serve')
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <TableSkeleton />
  const inside = data.tokens.filter((token) => isInRoom(token) && (token.room === room || room === ''))
  return (
    <>
      <Figures queue={data} />
      {acts.error && <Failure error={acts.error} takesFocus />}
      {mayServe && (
        <div className="queue-tools no-print">
          <label className="queue-choice">
            {t('staff.queues.room')}
            <input
              className="input input-short"
              maxLength={10}
              value={room}
              onChange={({ target }) => setRoom(target.value)}
            />
          </label>
          <CallNext acts={acts} />
        </div>
      )}
      <Keeping queue={data} acts={acts} />
      {mayServe && <InRoom tokens={inside} acts={acts} />}
      <Tokens queue={data} acts={acts} onTransfer={all.length > 1 ? setMoved : undefined} />
      <TransferDialog
        token={moved}
        queues={all.filter((one) => one.queueId !== queueId && one.status !== 'closed')}
        acts={acts}
        onClose={() => setMoved(undefined)}
      />
    </>
  )
}

const isInRoom = ({ status }: Token): boolean => status === 'CALLED' || status === 'IN_SERVICE'

function CallNext({ acts }: { acts: Acts }) {
  const { t } = useText()
  const call = (): void => quietly(acts.call())
  useShortcuts(t('staff.queues.menu'), [{ keys: 'n', label: t('staff.queues.callNext'), run: call }])
  return (
    <Button onClick={call}>
      <Icon name="bell" />
      {t('staff.queues.callNext')} <Key name="n" />
    </Button>
  )
}

function Figures({ queue }: { queue: Queue }) {
  const { t, format } = useText()
  const figures = [
    ['waiting', format.number(queue.waiting)],
    ['missed', format.number(queue.missed)],
    ['served', format.number(queue.served)],
    ['mean', queue.meanMinutes === undefined ? '–' : t('staff.queues.minutes', { count: queue.meanMinutes })],
    ['newcomer', t('staff.queues.range', { from: queue.minutesFrom, to: queue.minutesTo })],
  ] as const
  return (
    <dl className="queue-figures">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`staff.queues.figure.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Pause, open and close. Who calls is back from a pause by that. */
function Keeping({ queue: { status }, acts }: { queue: Queue; acts: Acts }) {
  const { t } = useText()
  const mayKeep = useMay('queue.keep')
  const next = (['open', 'paused', 'closed'] as const).filter((one) => one !== status)
  return (
    <p className="queue-state">
      <strong>{t(`staff.queues.status.${status}`)}</strong>
      {mayKeep &&
        next.map((one) => (
          <Button key={one} kind="quiet" onClick={() => quietly(acts.change(one, status))}>
            {t(`staff.queues.make.${one}`)}
          </Button>
        ))}
    </p>
  )
}
