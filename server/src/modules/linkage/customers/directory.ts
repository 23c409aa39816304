// The customers as every process holds them in memory, followed within a third of a second: limits and revocations.
import { hash } from 'node:crypto'
import type { Actor } from '../../../platform/auth.ts'
import { Problem, signInNeeded } from '../../../platform/problem.ts'
import { type Follower, follow } from '../../../platform/work/follow.ts'
import type { CustomerId } from '../contract.ts'
import type { CustomerRow, LinkageContext } from '../tables.ts'
import { findCustomer, readCustomers } from './store.ts'

const PAUSE_MS = 300

export interface Directory extends Follower {
  /** The customer of a token; throws a 401 problem where the token was revoked or the customer is not known. */
  require(actor: Actor): CustomerRow | Promise<CustomerRow>
  get(id: CustomerId): CustomerRow | undefined
  put(row: CustomerRow): void
  all(): IterableIterator<CustomerRow>
}

export function createDirectory({ db, pool, log }: LinkageContext): Directory {
  const customers = new Map<CustomerId, CustomerRow>()

  // What was read before a change may arrive after it.
  const put = (row: CustomerRow): void => {
    const known = customers.get(row.id)
    if (!known || known.revision <= row.revision) customers.set(row.id, row)
  }
  const putAll = (rows: readonly CustomerRow[]): void => {
    for (const row of rows) put(row)
  }
  const { start, readOn, stop } = follow({
    name: 'linkage customers',
    pool,
    log,
    pauseMs: PAUSE_MS,
    load: async () => putAll(await readCustomers(pool)),
    read: (since) => readCustomers(pool, since),
    onChanges: putAll,
  })
  const admit = (row: CustomerRow | undefined, { sessionId }: Actor): CustomerRow => {
    const detail = 'The token was revoked'
    if (row?.status !== 'active' || row.token_epoch !== sessionId) {
      throw new Problem(signInNeeded, { detail, errors: [{ pointer: 'header/customer-token', detail }] })
    }
    return row
  }

  return {
    require(actor) {
      const id = actor.accountId as string as CustomerId
      const known = customers.get(id)
      // Onboarded, or let in again, by another process a moment ago.
      if (known?.status !== 'active' || known.token_epoch !== actor.sessionId) {
        return findCustomer(db, id).then((row) => {
          if (row) put(row)
          return admit(row, actor)
        })
      }
      return admit(known, actor)
    },
    get: (id) => customers.get(id),
    put,
    all: () => customers.values(),
    readOn,
    start,
    stop,
  }
}

const BUCKETS = 1_024

/** The cell, from 1 to 1,024, that a customer and one of its own words give: see the first migration. */
export function bucketOf(customerId: string, word: string): number {
  return 1 + (Number.parseInt(hash('sha256', `${customerId} ${word}`).slice(0, 8), 16) % BUCKETS)
}
