// Sends leased notices: decides each from what is true in this moment, sends it, and says what to write about it.
import { type Channel, type ChannelName, isTaken, type Refused } from '../../../platform/ports/channels.ts'
import { openInAppChannel } from '../inbox/channel.ts'
import { type Entry, insertInbox } from '../inbox/store.ts'
import type { NotificationsContext } from '../tables.ts'
import { openRegister } from '../templates/register.ts'
import { render } from '../templates/rules.ts'
import { typeOf } from '../templates/templates.ts'
import { type Known, lookUp } from './look-up.ts'
import { decide, type Outcome, retryPauseMs } from './rules.ts'
import type { ClaimedNotice, NoticeResult, Try } from './store.ts'

/** What to write about a notice, and about its try when there was one. */
export interface Recorded {
  readonly result: NoticeResult
  readonly attempt?: Try
}

export interface Sending {
  /** Sends these notices, each on its own, and calls `onEnd` with what to write about each. */
  send(notices: readonly ClaimedNotice[], onEnd: (recorded: Recorded) => Promise<void>): Promise<void>
}

type Way = Extract<Outcome, { kind: 'send' }>

export function createSending(context: NotificationsContext): Sending {
  const { pool, clock, config, channels } = context
  const entries = new Map<string, ClaimedNotice>()
  const inApp = openInAppChannel({ pool, clock }, (id) => entries.get(id))
  const register = openRegister(context)
  const openNames = (['sms', 'mail'] as const).filter((name) => channels[name])
  const triesMax = config.notifications.triesMax

  const decideOne = (notice: ClaimedNotice, { subjects, wishes, reach }: Known, now: Date): Outcome => {
    const { template, subject_version, params, expires_at, channel, channel_tries, attempts } = notice
    const due = { template, subjectVersion: subject_version, day: params.day, expiresAt: expires_at, attempts }
    const type = typeOf(template)
    const facts = { now, triesMax, open: openNames, subjects, wishes, reach, type }
    return decide({ ...due, channel, channelTries: channel_tries }, facts)
  }

  const hand = async (notice: ClaimedNotice, { channel: name, to }: Way, { wishes }: Known) => {
    const { text, subject } = render(notice.template, notice.params, wishes.language)
    const registered = name === 'sms' ? await register.find(notice.template, wishes.language) : undefined
    if (registered === 'changed') return { refusal: 'permanent', code: 'text-not-registered' } as const
    if (name === 'in-app') channels.inbox?.note('in-app', { to, text })
    const channel = name === 'in-app' ? inApp : (channels[name] as Channel)
    return channel.send({ to, text, subject, id: notice.id, ...(registered && { registered }) })
  }

  const sendOne = async (notice: ClaimedNotice, known: Known, outcome: Outcome): Promise<Recorded> => {
    if (outcome.kind === 'end') {
      return { result: { ...toWaiting(notice), status: outcome.status, reason: outcome.reason } }
    }
    if (outcome.kind === 'wait') return { result: { ...toWaiting(notice), due_at: outcome.until } }
    const answer = await hand(notice, outcome, known)
    const at = clock.now()
    if (isTaken(answer)) return toSent(notice, outcome, answer.providerId, at)
    return toRefused(notice, outcome, answer, { at, ...config.notifications })
  }

  return {
    async send(notices, onEnd) {
      const now = clock.now()
      const known = await lookUp(context, notices)
      const all = notices.map((notice, index) => {
        const facts = known[index] as Known
        return { notice, facts, outcome: decideOne(notice, facts, now) }
      })
      await insertInbox(pool, all.flatMap(toCopy), now)
      for (const notice of notices) entries.set(notice.id, notice)
      await Promise.all(
        all.map(async ({ notice, facts, outcome }) => {
          try {
            await onEnd(await sendOne(notice, facts, outcome))
          } finally {
            entries.delete(notice.id)
          }
        }),
      )
    },
  }
}

/** Every message that leaves, or waits for the end of quiet hours, stands in the inbox of the account at once. */
function toCopy({ notice, facts, outcome }: { notice: ClaimedNotice; facts: Known; outcome: Outcome }): Entry[] {
  const accountId = facts.reach?.accountId
  return accountId && outcome.kind !== 'end' && notice.attempts === 0 ? [{ ...notice, accountId }] : []
}

/** The notice as it is due again at the same time as before. */
export function toWaiting(notice: ClaimedNotice): NoticeResult {
  const { cell, id, lease, channel, channel_tries, attempts } = notice
  return { cell, id, lease, channel, channel_tries, attempts, status: 'WAITING', reason: null, due_at: null }
}

/** How often the channel of this try has now been tried. */
const countTries = ({ channel, channel_tries }: ClaimedNotice, name: ChannelName): number =>
  channel === name ? channel_tries + 1 : 1

function toSent(notice: ClaimedNotice, way: Way, provider_id: string | null, at: Date): Recorded {
  const { channel } = way
  const counts = { channel, channel_tries: countTries(notice, channel), attempts: notice.attempts + 1 }
  return {
    result: { ...toWaiting(notice), ...counts, status: 'SENT' },
    attempt: toTry(notice, way, { at, status: 'sent', code: null, provider_id }),
  }
}

function toRefused(
  notice: ClaimedNotice,
  way: Way,
  { refusal, code }: Refused,
  { at, triesMax, retryMs }: { at: Date; triesMax: number; retryMs: number },
): Recorded {
  const { channel } = way
  const tries = countTries(notice, channel)
  const isOver = refusal === 'permanent' || tries >= triesMax
  const due_at = isOver ? at : new Date(at.getTime() + retryPauseMs(tries, retryMs, Math.random()))
  const counts = { channel, channel_tries: isOver ? triesMax : tries, attempts: notice.attempts + 1 }
  return {
    result: { ...toWaiting(notice), ...counts, due_at, reason: code },
    attempt: toTry(notice, way, { at, status: 'refused', code, provider_id: null }),
  }
}

function toTry(
  { cell, id, attempts }: ClaimedNotice,
  { channel, to }: Way,
  tried: Pick<Try, 'at' | 'status' | 'code' | 'provider_id'>,
): Try {
  const to_last4 = channel === 'sms' ? to.slice(-4) : null
  return { cell, notice_id: id, attempt: attempts + 1, channel, to_last4, ...tried }
}
