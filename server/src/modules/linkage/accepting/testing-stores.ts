// What the tests of the stores of requests share: a program on one of the stores, and a look into the store itself.
import { Redis as Client } from 'ioredis'
import { openMetrics } from '../../../platform/metrics.ts'
import type { WithAfter } from '../../../testing/database.ts'
import type { Redis } from '../../../testing/debian/redis.ts'
import { type FakeIndex, startIndex } from '../../../testing/fakes/patient-index.ts'
import { startReceiver } from '../../../testing/fakes/receiver.ts'
import { type Setup, setup } from '../../../testing/setup.ts'
import { openRequests } from '../linking.ts'
import type { LinkageContext } from '../tables.ts'
import { type Customer, FAST, onboard, outside, poolOf } from '../testing.ts'
import type { RequestStore } from './request-store.ts'

export const STORES = ['postgres', 'redis'] as const

/** The settings of a program that keeps its requests in this Redis; in PostgreSQL without one. */
export const keptIn = (redis: Redis | undefined): Record<string, string> =>
  redis ? { SEHAT_LINKAGE_REQUESTS: 'redis', SEHAT_REDIS_URL: redis.url } : { SEHAT_LINKAGE_REQUESTS: 'postgres' }

export interface OnStore {
  readonly index: FakeIndex
  readonly place: Setup
  readonly customer: Customer
  readonly context: LinkageContext
  readonly env: Record<string, string>
  /** The sealed data of a workflow, as the store keeps it; undefined when it keeps none. */
  kept(id: string): Promise<Buffer | undefined>
  /** Another instance of the store, as another process has it. */
  openStore(): Promise<RequestStore>
  /** All that Redis holds, as text. */
  everything(): Promise<string>
}

export async function beginOn(
  t: WithAfter,
  redis: Redis | undefined,
  more: Record<string, string> = {},
): Promise<OnStore> {
  const index = await startIndex(t)
  const env = { ...FAST, ...outside(index), ...keptIn(redis), ...more }
  const place = await setup(t, { clock: 'real', env })
  const customer = await onboard(place, await startReceiver(t))
  const client = redis && clientOf(t, redis)
  const context = place.program.context('linkage') as unknown as LinkageContext
  return {
    ...{ index, place, customer, env, context },
    async openStore() {
      const store = openRequests({ ...context, metrics: openMetrics() })
      await store.start()
      t.after(() => store.stop())
      return store
    },
    async kept(id) {
      if (client) return (await client.getBuffer(`sehat:linkage:request:${id}`)) ?? undefined
      const text = 'select sealed from linkage.requests where workflow_id = $1'
      return (await poolOf(place).query<{ sealed: Buffer | null }>(text, [id])).rows[0]?.sealed ?? undefined
    },
    async everything() {
      if (!client) return ''
      const names = await client.keys('*')
      const values = await Promise.all(names.map((name) => client.getBuffer(name).catch(() => null)))
      return [...names, ...values.map((value) => value?.toString('latin1') ?? '')].join('\n')
    },
  }
}

/** A client of the test itself. */
export function clientOf(t: WithAfter, redis: Redis): Client {
  const client = new Client(redis.url, { protocol: 2, retryStrategy: () => 50, maxRetriesPerRequest: null })
  client.on('error', () => {})
  t.after(async () => client.disconnect())
  return client
}

export const countRows = async (place: Pick<Setup, 'program'>, table: string): Promise<number> => {
  const { rows } = await poolOf(place).query<{ count: number }>(`select count(*)::int as count from linkage.${table}`)
  return rows[0]?.count ?? -1
}
