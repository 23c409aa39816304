// Sends one signed test callback at once, through the guard and the sender of the real ones, and tells what came back.
import { newId } from '../../../platform/id.ts'
import { signatureHeaders } from '../../../platform/signing.ts'
import { keysOf } from '../callbacks/callbacks.ts'
import { SendError, type Sender } from '../callbacks/sender.ts'
import type { CustomerRow, LinkageContext } from '../tables.ts'
import { toTestBody } from './samples.ts'

/** Enough to see the error page of a receiver, and little enough for a screen. */
const SHOWN_CHARACTERS_MAX = 2_000

export interface TestResult {
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: string
  readonly durationMs: number
  readonly isDelivered: boolean
  readonly answer?: { readonly status: number; readonly type?: string; readonly text?: string }
  /** Why there was no answer, in one word. */
  readonly fault?: string
}

export async function sendTest(context: LinkageContext, sender: Sender, customer: CustomerRow): Promise<TestResult> {
  const { clock, config } = context
  const now = clock.now()
  const body = JSON.stringify(toTestBody(customer.id, now))
  const id = newId(customer.cell, now.getTime())
  const headers = signatureHeaders(keysOf(context, customer, now), { id, body, now })
  const sent = { url: customer.webhook_url, headers, body }
  const startedMs = performance.now()
  const took = () => ({ durationMs: Math.round(performance.now() - startedMs) })
  try {
    const {
      status,
      headers: answered,
      body: text,
    } = await sender.post(sent.url, body, headers, {
      timeoutMs: config.linkage.webhookTimeoutMs,
    })
    const type = answered['content-type']
    const answer = {
      status,
      ...(type !== undefined && { type: type.slice(0, 200) }),
      ...(text && { text: text.replaceAll('\0', '').slice(0, SHOWN_CHARACTERS_MAX) }),
    }
    return { ...sent, ...took(), isDelivered: status >= 200 && status < 300, answer }
  } catch (error) {
    return { ...sent, ...took(), isDelivered: false, fault: error instanceof SendError ? error.fault : 'broken' }
  }
}
