// Opens the channels that the settings name: SMS and mail, or an inbox that keeps the messages in development.
import type { Config } from '../config.ts'
import type { Logger } from '../log.ts'
import type { Channel } from './channels.ts'
import { type DevelopmentInbox, openDevelopmentInbox } from './channels-inbox.ts'
import { openMailChannel } from './channels-mail.ts'
import { openSmsChannel } from './channels-sms.ts'

/** The channels that reach people outside Sehat. A channel that is not configured is missing. */
export interface Channels {
  readonly sms?: Channel
  readonly mail?: Channel
  /** Keeps all messages instead of sending them; undefined when the process sends messages, as in production. */
  readonly inbox: DevelopmentInbox | undefined
}

/** `inbox` replaces every channel that the settings do not name, except in production. */
export function openChannels(config: Config, log: Logger): Channels {
  const { smsGateway, mail, environment } = config
  const inbox = environment === 'production' || smsGateway ? undefined : openDevelopmentInbox()
  const sms = smsGateway ? openSmsChannel(smsGateway) : inbox?.channel('sms')
  const mailChannel = mail ? openMailChannel(mail, log) : inbox?.channel('mail')
  return { inbox, ...(sms && { sms }), ...(mailChannel && { mail: mailChannel }) }
}

/** Channels that only keep their messages. */
export function inboxChannels(): Channels & { readonly inbox: DevelopmentInbox } {
  const inbox = openDevelopmentInbox()
  return { inbox, sms: inbox.channel('sms'), mail: inbox.channel('mail') }
}
