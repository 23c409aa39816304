// The port to the store of request data and idempotency keys. Its adapters are PostgreSQL and Redis.
import { Problem, unavailable } from '../../../platform/problem.ts'
import type { LinkRequest, WorkflowId } from '../contract.ts'
import { bucketOf } from '../customers/directory.ts'
import type { CustomerRow, LinkageContext } from '../tables.ts'
import type { Verdict } from './rules.ts'
import type { NewLink } from './store.ts'

export interface StoredRequest {
  readonly customer: CustomerRow
  readonly key: string
  /** The id of its workflow, if the request is new. */
  readonly workflowId: WorkflowId
  /** As it may be kept: without an Aadhaar number. */
  readonly body: LinkRequest
}

/** What the transaction of the workflow writes for the store. */
export type StoredColumns = Pick<NewLink, 'workflowId' | 'sealed' | 'keyCell' | 'key' | 'fingerprint'>

/**
 * Writes the workflow and gives its verdict. `isAlone`: in a statement of its own, because the workflow may exist, and
 * the error of its key must not reach other requests.
 */
export type WriteLink = (columns: StoredColumns, isAlone?: boolean) => Promise<Verdict>

export interface RequestStore {
  /**
   * Accepts a request: keeps its key and data, and lets `write` write its workflow. A repeat gets the first answer. The
   * data is kept before the workflow exists, or in the same transaction.
   */
  accept(request: StoredRequest, write: WriteLink): Promise<Verdict>
  /** The request of an open workflow; undefined when its data is gone. */
  read(workflow: { cell: number; id: WorkflowId; sealed?: Buffer | null }): Promise<LinkRequest | undefined>
  /** Erases the data of workflows. The transaction that notes the erasure runs meanwhile. */
  erase(ids: readonly WorkflowId[]): Promise<void>
  /** Erases data that was kept for a workflow that was never written. Gives how many. */
  sweep(): Promise<number>
  /** Why it cannot work now, in a sentence; undefined while it can. */
  fault(): string | undefined
  /** Throws a StartError when the store is not fit to keep requests. */
  start(): Promise<void>
  stop(): Promise<void>
}

const RETRY_AFTER_SECONDS = 2

/** The store cannot be used now. The customer repeats the request, and a worker waits; nothing is lost. */
export class RequestsUnavailable extends Problem {
  constructor(cause?: unknown) {
    super(unavailable, { retryAfterSeconds: RETRY_AFTER_SECONDS })
    this.cause = cause
  }
}

/** The row and column to which the sealed data is bound. It can be opened only for this place. */
export const requestPlace = (id: WorkflowId): string => `linkage.requests.sealed ${id}`

export function sealRequest({ keys }: LinkageContext, body: LinkRequest, id: WorkflowId): Buffer {
  return keys.seal(JSON.stringify(body), requestPlace(id))
}

export function unsealRequest({ keys }: LinkageContext, sealed: Buffer, id: WorkflowId): LinkRequest {
  return JSON.parse(keys.unseal(sealed, requestPlace(id))) as LinkRequest
}

/** A keyed hash of what the request asks for: the same key with another one is refused. */
export const fingerprintOf = ({ keys }: LinkageContext, { customer, body }: StoredRequest): string =>
  keys.hash('request', `POST /link ${customer.id}\n${JSON.stringify(body)}`)

export const keyCellOf = ({ customer, key }: StoredRequest): number => bucketOf(customer.id, `key ${key}`)

/** Stands in the column `sealed` while another store keeps the data. Null means that the data was erased. */
export const KEPT_ELSEWHERE: Buffer = Buffer.alloc(0)
