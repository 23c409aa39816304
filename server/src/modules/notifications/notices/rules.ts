// Decides what becomes of a notice that is due: it ends, it waits, or it leaves by one channel.
import { dayInIndia } from '../../../platform/clock.ts'
import type { ChannelName } from '../../../platform/ports/channels.ts'
import type { Language, Template } from '../contract.ts'

/** What a person chose. */
export interface Wishes {
  readonly language: Language
  /** In the order in which to try them. */
  readonly channels: readonly ChannelName[]
  readonly quiet: QuietHours | null
  readonly stopped: readonly Template[]
}

/** Minutes of the day in India. They may reach over midnight. */
export interface QuietHours {
  readonly from: number
  readonly until: number
}

/** The wishes of a person who chose nothing: SMS, then mail, and quiet from 21:00 to 07:00. */
export const DEFAULT_WISHES: Wishes = {
  language: 'en',
  channels: ['sms', 'mail'],
  quiet: { from: 21 * 60, until: 7 * 60 },
  stopped: [],
}

const MINUTE_MS = 60_000
const IST_OFFSET_MS = 330 * MINUTE_MS
const DAY_MINUTES = 24 * 60

/** The end of the quiet hours in which this instant lies; undefined outside them. */
export function endOfQuiet(now: Date, quiet: QuietHours | null): Date | undefined {
  if (quiet === null || quiet.from === quiet.until) return undefined
  const minute = Math.floor((now.getTime() + IST_OFFSET_MS) / MINUTE_MS) % DAY_MINUTES
  const sinceFrom = (minute - quiet.from + DAY_MINUTES) % DAY_MINUTES
  const length = (quiet.until - quiet.from + DAY_MINUTES) % DAY_MINUTES
  if (sinceFrom >= length) return undefined
  const startOfMinute = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS
  return new Date(startOfMinute + (length - sinceFrom) * MINUTE_MS)
}

/** The copy of what a notice speaks of. */
export interface Subject {
  readonly version: number
  readonly isLive: boolean
}

/** Where messages for the recipient go; undefined when there is nobody. */
export interface Reach {
  readonly accountId: string | null
  readonly phone: string | null
  readonly mail: string | null
}

export interface DueNotice {
  readonly template: Template
  readonly subjectVersion: number | null
  readonly day: string | undefined
  readonly expiresAt: Date
  readonly channel: ChannelName | null
  readonly channelTries: number
  readonly attempts: number
}

export interface Facts {
  readonly now: Date
  readonly triesMax: number
  /** The channels that this process has, except in-app, which it always has. */
  readonly open: readonly ChannelName[]
  /** What the notice speaks of, and the record that stays after a merge; those that are known. */
  readonly subjects: readonly Subject[]
  readonly wishes: Wishes
  readonly reach: Reach | undefined
  readonly type: {
    readonly canStop: boolean
    readonly quiet: 'waits' | 'passes' | 'same-day'
    readonly isSecurity?: true
    readonly isInAppOnly?: true
  }
}

export type Outcome =
  | { readonly kind: 'end'; readonly status: 'FAILED' | 'SUPERSEDED' | 'EXPIRED' | 'STOPPED'; readonly reason: string }
  | { readonly kind: 'wait'; readonly until: Date }
  | { readonly kind: 'send'; readonly channel: ChannelName; readonly to: string }

const end = (status: 'FAILED' | 'SUPERSEDED' | 'EXPIRED' | 'STOPPED', reason: string): Outcome => ({
  kind: 'end',
  status,
  reason,
})

export function decide(notice: DueNotice, facts: Facts): Outcome {
  const { now, subjects, wishes, type } = facts
  if (isSuperseded(notice, subjects)) return end('SUPERSEDED', 'subject-changed')
  if (now >= notice.expiresAt) return end('EXPIRED', 'too-late')
  if (type.canStop && wishes.stopped.includes(notice.template)) return end('STOPPED', 'not-wanted')
  const usable = listUsable(facts)
  if (usable.length === 0) return end('FAILED', 'nobody-to-reach')
  const next = chooseChannel(notice, usable, facts.triesMax)
  if (!next) return end('FAILED', 'given-up')
  const quietUntil = next.channel === 'in-app' || passesQuiet(notice, facts) ? undefined : endOfQuiet(now, wishes.quiet)
  return quietUntil ? { kind: 'wait', until: quietUntil } : { kind: 'send', ...next }
}

function isSuperseded({ subjectVersion }: DueNotice, subjects: readonly Subject[]): boolean {
  if (subjectVersion === null) return false
  return subjects.some(({ isLive, version }) => !isLive || version > subjectVersion)
}

function passesQuiet({ day }: DueNotice, { type, now }: Facts): boolean {
  return type.quiet === 'passes' || (type.quiet === 'same-day' && day === dayInIndia(now))
}

interface Way {
  readonly channel: ChannelName
  readonly to: string
}

/** The ways that lead to the person now, in the order of the wishes. In-app is the last one. */
function listUsable({ reach, wishes, open, type }: Facts): Way[] {
  if (!reach) return []
  const { accountId, phone, mail } = reach
  const chosen = type.isSecurity ? (['sms', 'mail'] as const) : wishes.channels.filter((name) => name !== 'in-app')
  const wanted = type.isInAppOnly ? [] : chosen
  const addresses = { sms: phone, mail, 'in-app': accountId }
  return [...wanted.filter((name) => open.includes(name)), 'in-app' as const].flatMap((channel) => {
    const to = addresses[channel]
    return to === null ? [] : [{ channel, to }]
  })
}

/** Tries can go on for ever when a person changes the channels between them. This bounds them. */
const ATTEMPTS_PER_CHANNEL_MAX = 3

function chooseChannel(notice: DueNotice, usable: readonly Way[], triesMax: number): Way | undefined {
  if (notice.attempts >= triesMax * ATTEMPTS_PER_CHANNEL_MAX) return undefined
  const at = usable.findIndex(({ channel }) => channel === notice.channel)
  return at >= 0 && notice.channelTries >= triesMax ? usable[at + 1] : usable[Math.max(at, 0)]
}

/** The pause after a refused try: twice as long each time, at most an hour, and a fifth of it by chance. */
export function retryPauseMs(tries: number, firstMs: number, chance: number): number {
  const pause = Math.min(firstMs * 2 ** (tries - 1), 3_600_000)
  return Math.round(pause * (0.9 + chance * 0.2))
}
