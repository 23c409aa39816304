// The store of requests in PostgreSQL: the transaction of the workflow writes data and key, so it is all or nothing.
import type { LinkageContext } from '../tables.ts'
import {
  fingerprintOf,
  keyCellOf,
  type RequestStore,
  RequestsUnavailable,
  sealRequest,
  unsealRequest,
} from './request-store.ts'
import { readSealed } from './store.ts'

/**
 * We do not use `once` of the platform for the key, because it needs a transaction of five statements for each request.
 * Here one statement accepts a batch of requests, and linkage.accept_link writes each key with its workflow. The
 * behaviour is the same as that of `once`: the same table, a repeat gets the first answer, and a key with another body
 * is refused.
 */
export function postgresRequests(context: LinkageContext): RequestStore {
  return {
    accept: (request, write) =>
      write({
        workflowId: request.workflowId,
        sealed: sealRequest(context, request.body, request.workflowId),
        keyCell: keyCellOf(request),
        key: request.key,
        fingerprint: fingerprintOf(context, request),
      }),
    async read({ cell, id, sealed }) {
      const bytes = sealed === undefined ? (await readSealed(context.pool, { cell, id }))?.sealed : sealed
      if (!bytes) return undefined
      // A process with SEHAT_LINKAGE_REQUESTS=redis accepted it. One of these must finish it.
      if (bytes.length === 0) throw new RequestsUnavailable(new Error('Redis keeps the data of this request'))
      return unsealRequest(context, bytes, id)
    },
    erase: async () => {},
    sweep: async () => 0,
    fault: () => undefined,
    start: async () => {},
    stop: async () => {},
  }
}
