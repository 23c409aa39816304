// The archive: keeps the data of a request before it is erased, deletes it after its time, and opens one record.
import { randomUUID } from 'node:crypto'
import { ID_PATTERN } from '../../../platform/id.ts'
import type { Storage } from '../../../platform/ports/storage.ts'
import { folderStorage } from '../../../platform/ports/storage-folder.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { publish } from '../../../platform/work/outbox.ts'
import type { RequestStore } from '../accepting/request-store.ts'
import { archiveOpened, type CustomerId, type WorkflowId } from '../contract.ts'
import { listDeliveriesOf } from '../oversight/history-store.ts'
import type { LinkageContext } from '../tables.ts'
import { readCandidates } from '../workflows/settlement.ts'
import { type ArchivedRequest, createSealer, nameOf, type Sealer } from './record.ts'
import { addOpening, type DueForArchive, forgetArchived, listDue, listExpired, noteArchived } from './store.ts'

export interface Archive {
  /**
   * Archives all data whose time to erase has come. Gives how many records. One that fails does not stop the others;
   * its data is not erased, and the next round tries again.
   */
  keepDue(): Promise<{ readonly kept: number; readonly failed: number }>
  /** Deletes the records whose time is over. Gives how many. */
  deleteExpired(): Promise<number>
  /** Opens one record. The event of the opening is written before anybody sees the record. */
  open(
    id: WorkflowId,
    asked: { readonly openedBy: string; readonly reason: string },
  ): Promise<ArchivedRequest | undefined>
}

const AT_ONCE = 64
const DELETED_AT_ONCE = 500

/** The archive that the settings ask for; undefined when they ask for none. */
export function openArchive(
  context: LinkageContext,
  requests: Pick<RequestStore, 'read'>,
  storage?: Storage,
): Archive | undefined {
  const { archive } = context.config.linkage
  if (!archive) return undefined
  return createArchive(context, requests, storage ?? folderStorage(archive.folder), createSealer(archive.secret))
}

function createArchive(
  context: LinkageContext,
  requests: Pick<RequestStore, 'read'>,
  storage: Storage,
  sealer: Sealer,
): Archive {
  const { pool, db, log, config } = context

  const keepOne = async (due: DueForArchive): Promise<void> => {
    const record = await toRecord(context, requests, due)
    await storage.put(nameOf(due.id), sealer.seal(due.id, record))
  }

  return {
    async keepDue() {
      const count = { kept: 0, failed: 0 }
      for (let after: DueForArchive | undefined; ; ) {
        const due = await listDue(pool, after, AT_ONCE)
        const outcomes = await Promise.allSettled(due.map(keepOne))
        const kept = due.filter((_, nth) => outcomes[nth]?.status === 'fulfilled')
        await noteArchived(pool, kept)
        count.kept += kept.length
        count.failed += due.length - kept.length
        const failure = outcomes.find((one) => one.status === 'rejected')
        // Nothing that failed is erased, and the next round tries it again. One bad record does not stop the others.
        if (failure) log.error({ failed: count.failed, code: codeOf(failure.reason) }, 'the archive did not take data')
        if (due.length < AT_ONCE || kept.length === 0) return count
        after = due.at(-1)
      }
    },
    async deleteExpired() {
      let deleted = 0
      for (;;) {
        const expired = await listExpired(pool, config.linkage.archive?.days ?? 0, DELETED_AT_ONCE)
        for (const id of expired) await storage.delete(nameOf(id))
        await forgetArchived(pool, expired)
        deleted += expired.length
        if (expired.length < DELETED_AT_ONCE) break
      }
      await storage.sweep()
      return deleted
    },
    async open(id, { openedBy, reason }) {
      const bytes = await storage.get(nameOf(id))
      if (!bytes) return undefined
      const record = sealer.open(id, bytes)
      const customerId = record.workflow.customerId as CustomerId
      const person = isPerson(record.linkedTo) ? { patientId: record.linkedTo as never } : {}
      const body = { workflowId: id, customerId, ...person, openedBy, reason }
      await transaction(db, async (tx) => {
        await addOpening(tx, { workflowId: id, openedBy, reason })
        await publish(tx, { actorId: null, requestId: randomUUID() }, archiveOpened, body)
      })
      log.warn({ workflow: id }, 'a record of the archive was opened')
      return record
    },
  }
}

/** An outside index has ids of its own, which name nobody in Sehat. */
const isPerson = (id: string | null): id is string => id !== null && new RegExp(ID_PATTERN).test(id)

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? 'broken')

async function toRecord(
  context: LinkageContext,
  requests: Pick<RequestStore, 'read'>,
  due: DueForArchive,
): Promise<ArchivedRequest> {
  const { pool, clock } = context
  const [request, deliveries] = await Promise.all([
    requests.read({ cell: due.cell, id: due.id }),
    listDeliveriesOf(pool, due.id),
  ])
  return {
    archivedAt: clock.now().toISOString(),
    workflow: {
      ...{ id: due.id, customerId: due.customer_id, patientId: due.patient_id, requestId: due.request_id },
      ...{ status: due.status, outcome: due.outcome, reason: due.reason, choiceBy: due.choice_by },
      ...{ createdAt: due.created_at, endedAt: due.ended_at, linkId: due.link_id, delinkedAt: due.delinked_at },
    },
    customerName: due.customer_name,
    request: request ?? null,
    candidates: due.candidates ? readCandidates(context, due.id, due.candidates) : null,
    linkedTo: due.internal_patient_id,
    callbacks: deliveries.map(({ id, type, body, status, reason, created_at, ended_at }) => ({
      ...{ id, type, body: JSON.parse(body) as unknown, status, reason, createdAt: created_at, endedAt: ended_at },
    })),
  }
}
