// Keeps all customers in the memory of each process. It reads changes, such as limits and revocations, every 300 ms.
import { hash } from 'node:crypto'
import type { Actor } from '../../../platform/auth.ts'
import { Problem, signInNeeded } from '../../../platform/problem.ts'
import { type Follower, follow } from '../../../platform/work/follow.ts'
import type { CustomerId } from '../contract.ts'
import type { CustomerRow, LinkageContext } from '../tables.ts'
import { findCustomer, readCustomers } from './store.ts'

const PAUSE_MS = 300

export interface Directory extends Follower {
  /** The customer of a token. Throws a 401 problem when the token was revoked or the customer is unknown. */
  require(actor: Actor): CustomerRow | Promise<CustomerRow>
  get(id: CustomerId): CustomerRow | undefined
  put(row: CustomerRow): void
  all(): IterableIterator<CustomerRow>
}

export function createDirectory({ db, pool, log }: LinkageContext): Directory {
  const customers = new Map<CustomerId, CustomerRow>()

  // An older row may arrive after a newer one. Keep the newer one.
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
    const detail = 'The token was revoked. Get a new one: POST /v1/customers/token.'
    if (row?.status !== 'active' || row.token_epoch !== sessionId) {
      throw new Problem(signInNeeded, { detail, errors: [{ pointer: 'header/customer-token', detail }] })
    }
    return row
  }

  return {
    require(actor) {
      const id = actor.accountId as string as CustomerId
      const known = customers.get(id)
      // Another process may have onboarded the customer, or given it a new secret, a moment ago.
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

/** The cell, from 1 to 1,024, for a customer and a word such as its patient id. The first migration explains why. */
export function bucketOf(customerId: string, word: string): number {
  return 1 + (Number.parseInt(hash('sha256', `${customerId} ${word}`).slice(0, 8), 16) % BUCKETS)
}
