// The port for one-time codes: sends a message at once by a channel. It has no queue and no log.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../log.ts'
import { isTaken } from './channels.ts'
import type { Channels } from './open-channels.ts'

export interface Message {
  /** A phone in E.164 form, or a mail address. */
  readonly to: string
  readonly text: string
  /** The subject, when `to` is a mail address. */
  readonly subject?: string
}

export interface Messages {
  /** Sends in the background, so that the answer to a request does not show whether Sehat sent a message. */
  send(message: Message): void
  /**
   * The same, and waits until a channel took the message, or all tries failed, or the time is over. For an address that
   * goes after that.
   */
  deliver(message: Message, withinMs: number): Promise<void>
  /** Whether Sehat can send mail here. Without it, a code for a mail address would be lost. */
  readonly canMail: boolean
}

const TRIES_MAX = 3

/**
 * Sends by the channel of the address. It does not use the job queue, because no queue, log or trace may contain a
 * one-time password. A person who does not get the password within seconds asks for another one. Production always has
 * an SMS gateway, because `readConfig` refuses production without one.
 */
export function openMessages(channels: Channels, log: Logger): Messages {
  const trySending = async (message: Message): Promise<void> => {
    const name = message.to.includes('@') ? 'mail' : 'sms'
    let code = 'no-channel'
    for (let tries = 1; tries <= TRIES_MAX; tries++) {
      const answer = await channels[name]?.send(message)
      if (answer && isTaken(answer)) return
      if (answer) code = answer.code
      if (answer?.refusal !== 'temporary') break
    }
    log.error({ channel: name, code }, 'no channel took a message')
  }
  return {
    send: (message) => void trySending(message),
    deliver: (message, withinMs) => Promise.race([trySending(message), sleep(withinMs, undefined, { ref: false })]),
    canMail: channels.mail !== undefined,
  }
}
