// The adapter of channels for the messages in Sehat: a message is sent when it stands in the inbox of the account.
import type pg from 'pg'
import type { Clock } from '../../../platform/clock.ts'
import { type Channel, faultCode } from '../../../platform/ports/channels.ts'
import { type Entry, insertInbox } from './store.ts'

/** `entryOf` gives the notice with an id: the inbox holds template and values, so that pages choose the language. */
export function openInAppChannel(
  { pool, clock }: { pool: pg.Pool; clock: Clock },
  entryOf: (id: string) => Omit<Entry, 'accountId'> | undefined,
): Channel {
  return {
    async send({ to, id = '' }) {
      const entry = entryOf(id)
      if (!entry) return { refusal: 'permanent', code: 'unknown-notice' }
      try {
        await insertInbox(pool, [{ ...entry, accountId: to }], clock.now())
        return { providerId: null }
      } catch (error) {
        return { refusal: 'temporary', code: faultCode(error) }
      }
    },
    close() {},
  }
}
