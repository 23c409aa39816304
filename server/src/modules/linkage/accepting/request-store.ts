// The port to the store of request data and idempotency records: PostgreSQL now, a key-value store possible later.
import type { LinkRequest, WorkflowId } from '../contract.ts'
import { bucketOf } from '../customers/directory.ts'
import type { CustomerRow, LinkageContext } from '../tables.ts'
import type { Verdict } from './rules.ts'
import { type NewLink, readSealed } from './store.ts'

export interface StoredRequest {
  readonly customer: CustomerRow
  readonly key: string
  readonly workflowId: WorkflowId
  readonly body: LinkRequest
}

export interface RequestStore {
  /**
   * Runs before the transaction. A key-value store claims the key and stores the data here, or gives the verdict of an
   * earlier request with the same key. PostgreSQL does both in the transaction of the workflow and does nothing here.
   */
  claim(request: StoredRequest): Promise<Verdict | undefined>
  /** The columns to write in the transaction of the workflow; nulls when another store keeps them. */
  rows(request: StoredRequest): Pick<NewLink, 'sealed' | 'keyCell' | 'key' | 'fingerprint'>
  /** The request of a workflow; undefined after its data was erased. */
  read(workflow: { cell: number; id: WorkflowId; sealed?: Buffer | null }): Promise<LinkRequest | undefined>
}

/** The row and column to which the sealed data is bound. It can be opened only for this place. */
export const requestPlace = (id: WorkflowId): string => `linkage.requests.sealed ${id}`

const fingerprintOf = ({ keys }: LinkageContext, { customer, body }: StoredRequest): string =>
  keys.hash('request', `POST /link ${customer.id}\n${JSON.stringify(body)}`)

/**
 * Writes everything in the transaction of the workflow: either all of it is stored, or nothing.
 *
 * We do not use `once` of the platform for the key, because it needs a transaction of five statements for each request.
 * Here one statement accepts a batch of requests, and linkage.accept_link writes each key with its workflow. The
 * behaviour is the same as that of `once`: the same table, a repeat gets the first answer, and a key with another body
 * is refused.
 */
export function postgresRequests(context: LinkageContext): RequestStore {
  const { keys, pool } = context
  return {
    claim: async () => undefined,
    rows: (request) => ({
      sealed: keys.seal(JSON.stringify(request.body), requestPlace(request.workflowId)),
      keyCell: bucketOf(request.customer.id, `key ${request.key}`),
      key: request.key,
      fingerprint: fingerprintOf(context, request),
    }),
    async read({ cell, id, sealed }) {
      const bytes = sealed === undefined ? (await readSealed(pool, { cell, id }))?.sealed : sealed
      return bytes ? (JSON.parse(keys.unseal(bytes, requestPlace(id))) as LinkRequest) : undefined
    },
  }
}
