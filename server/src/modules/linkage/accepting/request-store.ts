// The port to where request data and idempotency records live: PostgreSQL with the workflow, or a key-value store.
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
   * Before the transaction: a key-value store claims the key and keeps the data here, or gives what an earlier request
   * with the key got. PostgreSQL does both in the transaction of the workflow and has nothing to do yet.
   */
  claim(request: StoredRequest): Promise<Verdict | undefined>
  /** What of it is written in the transaction of the workflow; nulls where it lives elsewhere. */
  rows(request: StoredRequest): Pick<NewLink, 'sealed' | 'keyCell' | 'key' | 'fingerprint'>
  /** The request of a workflow; undefined once it was emptied. */
  read(workflow: { cell: number; id: WorkflowId; sealed?: Buffer | null }): Promise<LinkRequest | undefined>
}

/** The row and column that the sealed data is bound to: it opens nowhere else. */
export const requestPlace = (id: WorkflowId): string => `linkage.requests.sealed ${id}`

const fingerprintOf = ({ keys }: LinkageContext, { customer, body }: StoredRequest): string =>
  keys.hash('request', `POST /link ${customer.id}\n${JSON.stringify(body)}`)

/**
 * Everything in the transaction of the workflow: all of it is there, or nothing.
 *
 * A request's key is not kept by `once` of the platform, which costs a transaction of five statements for each. Here a
 * batch of requests is one statement, and linkage.accept_link writes the record of each with its workflow. It means
 * the same: the table is the same, a repeat gets the first answer, and a key with another body is refused.
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
