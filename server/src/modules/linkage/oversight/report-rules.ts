// Decides which report of stuck workflows operators get, and writes its words: counts, and nothing of a patient.
import type { reportStuck } from './reconciliation.ts'

export type Report = Awaited<ReturnType<typeof reportStuck>>
export type Period = 'hourly' | 'daily'
export type Kind = 'stuck' | 'well-again' | 'summary'

/** How many workflows are stuck. Those that wait for a person are not. */
export const countStuckOf = ({ statuses }: Pick<Report, 'statuses'>): number =>
  statuses.filter(({ status }) => status !== 'CHOICE').reduce((sum, { count }) => sum + count, 0)

/** Whether the report has to say that something is wrong: how many workflows are stuck, and how much is not erased. */
export const countTroubles = (report: Pick<Report, 'statuses' | 'erasures-overdue'>): number =>
  countStuckOf(report) + report['erasures-overdue']

/**
 * Which report to send: every day a summary; every hour only when something is stuck, and once when all is well again.
 * `before` is what was stuck an hour before, or at the last hour that has a report.
 */
export function decideReport(period: Period, stuck: number, before: number): Kind | undefined {
  if (period === 'daily') return 'summary'
  if (stuck > 0) return 'stuck'
  return before > 0 ? 'well-again' : undefined
}

/** The words for a phone and for a mail. */
export function toText(period: Period, kind: Kind, report: Report): string {
  const { statuses, 'callbacks-pending': pending, 'callbacks-failed-today': failed } = report
  const parts = statuses.map(({ status, count, 'oldest-at': oldest }) => `${count} ${status} since ${oldest}`)
  const listed = parts.length > 0 ? ` ${parts.join('; ')}.` : ''
  const head =
    kind === 'well-again' ? 'all is well again, no workflow is stuck.' : `${countStuckOf(report)} workflows stuck.`
  const overdue = report['erasures-overdue']
  const kept = overdue > 0 ? ` ${overdue} requests are not erased: does the archive take them?` : ''
  return `Sehat linkage, ${period}: ${head}${listed}${kept} Callbacks: ${pending} under way, ${failed} given up today.`
}

/** The body for a webhook. */
export function toBody(period: Period, kind: Kind, report: Report): string {
  const { workflows: _, 'as-of': timestamp, ...counts } = report
  return JSON.stringify({
    type: 'linkage.report',
    timestamp,
    data: { period, kind, stuck: countStuckOf(report), ...counts },
  })
}

const PAUSE_MS = 60_000
const PAUSE_MAX_MS = 3_600_000
const TRIES_MAX = 30

/** Milliseconds until the next try, doubling up to an hour; undefined after the last one, about a day later. */
export function reportPauseMs(tries: number): number | undefined {
  return tries >= TRIES_MAX ? undefined : Math.min(PAUSE_MS * 2 ** (tries - 1), PAUSE_MAX_MS)
}
