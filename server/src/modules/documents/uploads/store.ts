// The SQL of uploads: what is on its way, and until when.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { UploadId } from '../contract.ts'
import type { DocumentsTables, Upload } from '../tables.ts'

type Tables = DocumentsTables

const selectUpload = (db: Db<Tables>, id: UploadId) =>
  db.selectFrom('documents.uploads').selectAll().where('cell', '=', cellOf(id)).where('id', '=', id)

export async function findUpload(db: Db<Tables>, id: UploadId): Promise<Upload | undefined> {
  return selectUpload(db, id).executeTakeFirst()
}

export async function lockUpload(tx: Tx<Tables>, id: UploadId): Promise<Upload | undefined> {
  return selectUpload(tx, id).forUpdate().executeTakeFirst()
}

export async function insertUpload(tx: Tx<Tables>, upload: Omit<Upload, 'cell'>): Promise<void> {
  await tx
    .insertInto('documents.uploads')
    .values({ ...upload, cell: cellOf(upload.id) })
    .execute()
}

export async function updateUpload(
  tx: Tx<Tables>,
  id: UploadId,
  change: Partial<Pick<Upload, 'received_bytes' | 'checked_until' | 'expires_at'>>,
): Promise<void> {
  await tx.updateTable('documents.uploads').set(change).where('cell', '=', cellOf(id)).where('id', '=', id).execute()
}

/** Uploads whose time is over, the oldest first. */
export async function listExpired(db: Db<Tables>, now: Date, limit: number): Promise<Upload[]> {
  return db
    .selectFrom('documents.uploads')
    .selectAll()
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(limit)
    .execute()
}

/** Deletes an upload whose time is over. */
export async function deleteUpload(tx: Tx<Tables>, id: UploadId): Promise<void> {
  await tx.deleteFrom('documents.uploads').where('cell', '=', cellOf(id)).where('id', '=', id).execute()
}
