// The embedded adapter of channels: keeps the last messages of this process in memory, for the page /dev/inbox.
import { newId } from '../id.ts'
import type { Channel, ChannelName } from './channels.ts'

export interface KeptMessage {
  readonly to: string
  readonly text: string
  readonly channel: ChannelName
  readonly at: string
}

export interface DevelopmentInbox {
  /** The newest message first. */
  readonly list: readonly KeptMessage[]
  note(channel: ChannelName, message: { readonly to: string; readonly text: string }): void
  channel(name: ChannelName): Channel
}

const KEPT_MAX = 200

export function openDevelopmentInbox(): DevelopmentInbox {
  const list: KeptMessage[] = []
  const note: DevelopmentInbox['note'] = (channel, { to, text }) => {
    list.unshift({ to, text, channel, at: new Date().toISOString() })
    list.length = Math.min(list.length, KEPT_MAX)
  }
  return {
    list,
    note,
    channel: (name) => ({
      async send(message) {
        note(name, message)
        return { providerId: newId(0) }
      },
      close() {},
    }),
  }
}
