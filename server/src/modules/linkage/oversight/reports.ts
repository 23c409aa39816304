// Sends the report of what is stuck to operators: by SMS, by mail and to a webhook. A channel that fails is tried
// again, and stops no other.
import { newId } from '../../../platform/id.ts'
import { faultCode, isTaken } from '../../../platform/ports/channels.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { signatureHeaders, signingKeyOf } from '../../../platform/signing.ts'
import { SendError, type Sender } from '../callbacks/sender.ts'
import type { LinkageContext, ReportSendingRow } from '../tables.ts'
import { reportStuck } from './reconciliation.ts'
import { countTroubles, decideReport, type Period, reportPauseMs, toBody, toText } from './report-rules.ts'
import {
  addSending,
  claimSendings,
  claimSlot,
  findStuckBefore,
  forgetReports,
  recordSending,
  type Sent,
} from './sending-store.ts'

type Channel = ReportSendingRow['channel']

const HOUR_MS = 3_600_000
const SLOT_MS: Readonly<Record<Period, number>> = { hourly: HOUR_MS, daily: 24 * HOUR_MS }

/** Makes the report of this hour or day, unless another process has made it, and sends what is due. */
export async function makeReport(context: LinkageContext, sender: Sender, period: Period): Promise<void> {
  const { db, log, clock } = context
  const report = await reportStuck(context)
  const stuck = countTroubles(report)
  const { statuses, 'callbacks-pending': pending, 'callbacks-failed-today': failed } = report
  log.info({ period, stuck, statuses, pending, failed }, 'report of stuck workflows')
  const nowMs = clock.now().getTime()
  const slotAt = new Date(nowMs - (nowMs % SLOT_MS[period]))
  await transaction(db, async (tx) => {
    if (!(await claimSlot(tx, period, slotAt, stuck))) return
    const kind = decideReport(period, stuck, await findStuckBefore(tx, slotAt))
    if (kind) {
      const written = { text: toText(period, kind, report), body: toBody(period, kind, report) }
      for (const channel of channelsOf(context)) {
        await addSending(tx, { id: newId(0, nowMs), period, slot_at: slotAt, channel, ...written })
      }
    }
    await forgetReports(tx, slotAt)
  })
  await sendDueReports(context, sender)
}

/** The channels that the settings name. */
function channelsOf({ config }: LinkageContext): Channel[] {
  const { operatorPhone, reportMail, reportWebhook } = config.linkage
  return [
    ...(operatorPhone ? (['sms'] as const) : []),
    ...(reportMail ? (['mail'] as const) : []),
    ...(reportWebhook ? (['webhook'] as const) : []),
  ]
}

/** Sends the reports that are due, all at the same time: a silent mail server delays no other channel. */
export async function sendDueReports(context: LinkageContext, sender: Sender): Promise<void> {
  const due = await claimSendings(context.pool)
  await Promise.all(
    due.map(async (one) => {
      const fault = await trySending(context, sender, one)
      const pauseMs = fault?.isLast ? undefined : reportPauseMs(one.tries)
      const status = fault ? (pauseMs === undefined ? 'failed' : 'pending') : 'sent'
      if (fault) context.log.warn({ channel: one.channel, fault: fault.code, status }, 'a report was not taken')
      await recordSending(context.pool, one, { status, fault: fault?.code ?? null, pauseMs: pauseMs ?? 0 } as Sent)
    }),
  )
}

interface Fault {
  readonly code: string
  /** Another try cannot help. */
  readonly isLast: boolean
}

async function trySending(context: LinkageContext, sender: Sender, one: ReportSendingRow): Promise<Fault | undefined> {
  const { channels, config } = context
  const { operatorPhone, reportMail } = config.linkage
  if (one.channel === 'webhook') return postReport(context, sender, one)
  const to = one.channel === 'sms' ? operatorPhone : reportMail
  const channel = channels[one.channel]
  // An operator may have taken the channel out of the settings since.
  if (!to || !channel) return { code: 'no-channel', isLast: true }
  const answer = await channel.send({ to, subject: SUBJECT, text: one.text, id: one.id })
  return isTaken(answer) ? undefined : { code: answer.code, isLast: answer.refusal === 'permanent' }
}

const SUBJECT = 'Sehat: report of stuck links'

async function postReport(context: LinkageContext, sender: Sender, one: ReportSendingRow): Promise<Fault | undefined> {
  const { clock, config } = context
  const { reportWebhook, webhookTimeoutMs: timeoutMs } = config.linkage
  if (!reportWebhook) return { code: 'no-channel', isLast: true }
  const key = signingKeyOf(Buffer.from(reportWebhook.secret).toString('base64'))
  const headers = signatureHeaders([key], { id: one.id, body: one.body, now: clock.now() })
  try {
    const { status } = await sender.post(reportWebhook.url, one.body, headers, { timeoutMs })
    return status >= 200 && status < 300 ? undefined : { code: `status-${status}`, isLast: false }
  } catch (error) {
    return { code: error instanceof SendError ? error.fault : faultCode(error), isLast: false }
  }
}
