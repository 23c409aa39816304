// The adapter of channels for SMS: posts a message as JSON to the gateway of a provider.
import type { SmsGateway } from '../config.ts'
import { type Channel, faultCode, type Refused } from './channels.ts'

const TIMEOUT_MS = 5_000
const ANSWER_BYTES_MAX = 16 * 1024
/** Answers of a gateway that another try may change, below 500. */
const PASSING = new Set([408, 425, 429])

/**
 * Posts `{to, text}`, and with a notice also `id`, `entityId`, `header` and `templateId`. The answer may name the
 * message in `id` or `messageId`; receipts then use this name. The setting reads https only (config.ts).
 */
export function openSmsChannel({ url, headers }: SmsGateway): Channel {
  return {
    async send({ to, text, id, registered }) {
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ to, text, ...(id !== undefined && { id }), ...registered }),
          signal: AbortSignal.timeout(TIMEOUT_MS),
          redirect: 'error',
        })
        if (response.ok) return { providerId: readProviderId(await readText(response)) }
        await response.body?.cancel()
        return toRefused(response.status)
      } catch (error) {
        return { refusal: 'temporary', code: faultCode(error) }
      }
    },
    close() {},
  }
}

function toRefused(status: number): Refused {
  const isPermanent = status >= 400 && status < 500 && !PASSING.has(status)
  return { refusal: isPermanent ? 'permanent' : 'temporary', code: `status-${status}` }
}

// A gateway has taken the message when its status says so. An answer that we cannot read does not change that.
async function readText(response: Response): Promise<string> {
  let text = ''
  const decoder = new TextDecoder()
  try {
    for await (const part of response.body ?? []) {
      text += decoder.decode(part, { stream: true })
      if (text.length > ANSWER_BYTES_MAX) return ''
    }
    return text
  } catch {
    return ''
  }
}

function readProviderId(text: string): string | null {
  try {
    const { id, messageId } = JSON.parse(text) as { id?: unknown; messageId?: unknown }
    const named = messageId ?? id
    return typeof named === 'string' && /^[\x21-\x7e]{1,100}$/.test(named) ? named : null
  } catch {
    return null
  }
}
