// The board that hangs in a hospital: who is called to which room now, and who comes next, by numbers.
import './board.css'
import { useParams } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { isProblem } from '../../api/problem.ts'
import { useAnswer } from '../../api/queries.ts'
import { Emblem } from '../../ui/Emblem.tsx'
import { NotFound } from '../../ui/outcomes.tsx'
import { useAge } from './age.ts'
import { SoundButton, useSound } from './sound.tsx'
import { useWordsInTurn, type Words } from './words.ts'

type Board = Answer<'GET /v1/appointments/boards/{facilityId}'>
type Queue = Board['queues'][number]
type Serving = Queue['nowServing'][number]

const EVERY_MS = 2_000
/** So long a call is in the eye. */
const FRESH_MS = 20_000

export default function BoardPage() {
  const { facilityId } = useParams<{ facilityId: string }>()
  const words = useWordsInTurn()
  const { data, error, dataUpdatedAt } = useAnswer(
    'GET /v1/appointments/boards/{facilityId}',
    { path: { facilityId } },
    { everyMs: EVERY_MS },
  )
  const { nowMs, isOld } = useAge(dataUpdatedAt)
  const { t, format, language } = words
  const call = data && latestCall(data)
  const sound = useSound(call && `${call.serving.label} ${call.serving.calledAt}`, data !== undefined)
  if (!data && (isProblem(error, 'not-found') || isProblem(error, 'invalid-request'))) return <NotFound />
  const readAt = new Date(dataUpdatedAt).toISOString()
  return (
    <main className="board" lang={language.code}>
      <title>{t('queue.board.title')}</title>
      <header className="board-head">
        <Emblem sizePx={64} />
        <h1>{data?.facilityName ?? t('queue.board.title')}</h1>
        <time className="board-clock">{format.time(new Date(nowMs).toISOString())}</time>
      </header>
      {data ? <Shown board={data} words={words} /> : <p className="board-none">{t('queue.board.loading')}</p>}
      <footer className="board-foot">
        <p>{t('queue.board.missed')}</p>
        <SoundButton sound={sound} words={words} />
        {data && (
          <p className={isOld ? 'board-old' : undefined} role={isOld ? 'alert' : undefined}>
            {isOld
              ? t('queue.board.old', { time: format.time(readAt), ago: format.ago(readAt, nowMs) })
              : t('queue.board.asOf', { time: format.exactTime(data.asOf) })}
          </p>
        )}
      </footer>
    </main>
  )
}

function Shown({ board, words }: { board: Board; words: Words }) {
  if (board.queues.length === 0) return <p className="board-none">{words.t('queue.board.none')}</p>
  const called = latestCall(board)
  return (
    <div className="board-body">
      {called && <LatestCall {...called} words={words} />}
      <QueueTable board={board} words={words} />
    </div>
  )
}

/** The person who was called last and has not come in yet. */
function latestCall({ queues }: Board): { readonly queue: Queue; readonly serving: Serving } | undefined {
  const calls = queues.flatMap((queue) => queue.nowServing.map((serving) => ({ queue, serving })))
  const outside = calls.filter(({ serving }) => !serving.isInside)
  return outside.sort((left, right) => calledMs(right.serving) - calledMs(left.serving))[0]
}

const calledMs = ({ calledAt }: Serving): number => (calledAt === undefined ? 0 : Date.parse(calledAt))

function LatestCall({ queue, serving, words }: { queue: Queue; serving: Serving; words: Words }) {
  const { t } = words
  return (
    <section className="board-call" role="status">
      <h2>{t('queue.board.come')}</h2>
      <p className="board-number">{serving.label}</p>
      <p className="board-room">
        <span>{t('queue.board.room')}</span> <strong>{serving.room}</strong>
      </p>
      <p className="board-who">{nameOf(queue, t)}</p>
    </section>
  )
}

function QueueTable({ board, words }: { board: Board; words: Words }) {
  const { t } = words
  return (
    <table className="board-table">
      <thead>
        <tr>
          {(['room', 'who', 'now', 'next'] as const).map((name) => (
            <th key={name} scope="col">
              {t(`queue.board.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {board.queues.map((queue) => (
          <QueueRow key={queue.queueId} queue={queue} asOf={board.asOf} words={words} />
        ))}
      </tbody>
    </table>
  )
}

function QueueRow({ queue, asOf, words: { t } }: { queue: Queue; asOf: string; words: Words }) {
  const { nowServing, next, room, delayMinutes, waiting } = queue
  const rooms = nowServing.map((one) => one.room)
  const isFresh = nowServing.some((one) => !one.isInside && Date.parse(asOf) - calledMs(one) < FRESH_MS)
  return (
    <tr className={isFresh ? 'board-fresh' : undefined}>
      <td className="board-rooms">{rooms.length > 0 ? [...new Set(rooms)].join(', ') : room}</td>
      <th scope="row">
        {nameOf(queue, t)}
        <span className="board-more">
          {delayMinutes > 0
            ? t('queue.board.late', { minutes: delayMinutes })
            : t('queue.board.waiting', { count: waiting })}
        </span>
      </th>
      <td className="board-now">
        {nowServing.map(({ label }) => label).join(' ') || t(`queue.board.${restOf(queue)}`)}
      </td>
      <td className="board-next">{next.join(' ')}</td>
    </tr>
  )
}

/** Why nobody is called now. Who still waits after the hours is seen. */
function restOf({ status, isOver, waiting }: Queue): 'paused' | 'over' | 'nobody' {
  if (status === 'paused') return 'paused'
  return isOver && waiting === 0 ? 'over' : 'nobody'
}

const nameOf = ({ kind, name }: Queue, t: Words['t']): string =>
  kind === 'practice' ? t('queue.board.doctor', { name }) : name
