// The port for short messages to people: an inbox page in development, an HTTP gateway in production.
import type { Config, SmsGateway } from '../config.ts'
import type { Logger } from '../log.ts'

export interface Message {
  readonly to: string
  readonly text: string
}

export interface Messages {
  /** Sends in the background, so that the answer to a request does not show whether Sehat sent a message. */
  send(message: Message): void
}

const INBOX_MAX = 200

/** Keeps the last messages in memory for the page /dev/inbox. */
export function inboxMessages(): Messages & { readonly list: readonly (Message & { at: string })[] } {
  const list: (Message & { at: string })[] = []
  return {
    list,
    send(message) {
      list.unshift({ ...message, at: new Date().toISOString() })
      list.length = Math.min(list.length, INBOX_MAX)
    },
  }
}

const TRIES_MAX = 3
const TRY_TIMEOUT_MS = 5_000

/**
 * Posts `{to, text}` as JSON to a gateway. It does not use the job queue, because no queue, log or trace may contain a
 * one-time password. A person who does not get the password within seconds asks for another one.
 */
export function gatewayMessages({ url, headers }: SmsGateway, log: Logger): Messages {
  const post = async (message: Message): Promise<void> => {
    for (let tries = 1; ; tries++) {
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(message),
          signal: AbortSignal.timeout(TRY_TIMEOUT_MS),
          redirect: 'error',
        })
        await response.body?.cancel()
        if (response.ok) return
        throw new Error(`the message gateway answered ${response.status}`)
      } catch (error) {
        if (tries < TRIES_MAX) continue
        log.error({ err: error }, 'the message gateway did not take a message')
        return
      }
    }
  }
  return { send: (message) => void post(message) }
}

/** Production always has a gateway, because `readConfig` refuses production without one. */
export function openMessages(config: Config, log: Logger): Messages {
  return config.smsGateway ? gatewayMessages(config.smsGateway, log) : inboxMessages()
}
