// Gathers what all modules keep of a person, and keeps it sealed for a day.
import { cellOf, newId } from '../../../platform/id.ts'
import { type ExportSection, exportPersonOf } from '../../../platform/personal.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import type { AccountId } from '../../identity/contract.ts'
import { listFamilyRecords } from '../../patients/contract.ts'
import { type ExportId, exportAsked, exportReady } from '../contract.ts'
import { answersAgain, EXPORT_LIFE_MS } from '../rules.ts'
import type { ExportRow, PrivacyContext, PrivacyTables } from '../tables.ts'
import { deleteExpired, type ExportHead, findExport, insertExport, listExports, listLate, setReady } from './store.ts'

/** One part of the document: what one module keeps. */
export interface ExportPart extends ExportSection {
  readonly module: string
}

export interface ExportDocument {
  readonly gatheredAt: string
  readonly sections: readonly ExportPart[]
}

const placeOf = (id: ExportId): string => `privacy.exports.document ${id}`

/** Asks for an export. One that waits, or that somebody asked for within the hour, answers this request too. */
export async function askExport(tx: Tx<PrivacyTables>, accountId: AccountId, origin: EventOrigin): Promise<ExportHead> {
  const now = tx.clock.now()
  const [newest] = await listExports(tx, accountId)
  if (newest && answersAgain(newest, now)) return newest
  const exportId = newId<'export'>(cellOf(accountId), now.getTime())
  if (await insertExport(tx, { id: exportId, account_id: accountId, asked_at: now })) {
    await publish(tx, origin, exportAsked, { exportId, accountId })
  }
  return (await listExports(tx, accountId))[0] as ExportHead
}

/** Fills an export. Each module is asked in turn, and no transaction is open meanwhile. A repeat changes nothing. */
export async function buildExport(context: PrivacyContext, id: ExportId): Promise<void> {
  const { db, call, clock, keys, kept } = context
  const found = await findExport(db, id)
  if (found?.status !== 'waiting') return
  const { account_id: accountId } = found
  const { patientIds } = await call(listFamilyRecords, { accountId })
  const sections: ExportPart[] = []
  for (const { module } of kept) {
    const { sections: own } = await call(exportPersonOf(module), { accountId, patientIds })
    sections.push(...own.map((section) => ({ module, ...section })))
  }
  const readyAt = clock.now()
  const document: ExportDocument = { gatheredAt: readyAt.toISOString(), sections }
  const sealed = keys.seal(JSON.stringify(document), placeOf(id))
  const expiresAt = new Date(readyAt.getTime() + EXPORT_LIFE_MS)
  await transaction(db, async (tx) => {
    const isReady = await setReady(tx, id, { document: sealed, readyAt, expiresAt })
    if (isReady) await publish(tx, { actorId: null, requestId: id }, exportReady, { exportId: id, accountId })
  })
}

/** The document of a ready export. */
export function readDocument({ keys }: PrivacyContext, { id, document }: ExportRow): ExportDocument {
  return JSON.parse(keys.unseal(document as Buffer, placeOf(id))) as ExportDocument
}

const LATE_MS = 10 * 60_000

/** Fills exports whose job was lost, and deletes those whose day is over. */
export async function tidyExports(context: PrivacyContext): Promise<void> {
  const now = context.clock.now()
  await deleteExpired(context.db, now)
  for (const id of await listLate(context.db, new Date(now.getTime() - LATE_MS))) await buildExport(context, id)
}
