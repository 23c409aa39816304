// Who may have something to do with a document, from a cache that is written after each commit: what the document is,
// whose it is, and who was let to read it. Losing the cache loses nothing: a miss reads the database.
import { hearChanges } from '../../../platform/work/changes.ts'
import { type Follower, follow } from '../../../platform/work/follow.ts'
import { findPatients, type PatientId } from '../../patients/contract.ts'
import type { DocumentId } from '../contract.ts'
import { grantChanges, listLive } from '../grants/store.ts'
import { listSame } from '../merging.ts'
import { documentChanges, findDocument } from '../store.ts'
import type { DocumentRow, DocumentsContext, Grant } from '../tables.ts'
import { readChanges } from './store.ts'

/** What the rights and the answer of the content need. No word of a person is in it. */
export type Owned = Pick<
  DocumentRow,
  'id' | 'patient_id' | 'kind' | 'status' | 'uploaded_by' | 'facility_id' | 'media_type' | 'size_bytes' | 'sha256'
>

export interface Person {
  /** The accounts of the families of all records of the person. */
  readonly accountIds: readonly string[]
  readonly patientIds: readonly PatientId[]
}

/** A grant as the cache holds it. */
export type LiveGrant = Pick<Grant, 'document_id' | 'kinds' | 'to_kind' | 'to_id'> & { readonly untilMs: number }

export interface Owners {
  document(id: DocumentId): Promise<Owned | undefined>
  person(patientId: PatientId): Promise<Person>
  grants(patientIds: readonly PatientId[]): Promise<LiveGrant[]>
  readonly follower: Follower
}

const MINUTE_MS = 60_000
/** Families change elsewhere, and this module does not hear of it. */
const PERSON_MS = 2_000
const FOLLOW_MS = 300

export function openOwners(context: DocumentsContext): Owners {
  const { db, pool, log, cache, call } = context

  const keepDocument = async (row: DocumentRow): Promise<Owned> => {
    const value = toOwned(row)
    await cache.put(`doc:${row.id}`, { version: row.changes, value }, MINUTE_MS)
    return value
  }
  const keepGrants = async (patientId: PatientId): Promise<LiveGrant[]> => {
    const { version, grants } = await listLive(db, patientId)
    const value = grants.map(toLive)
    await cache.put(`grants:${patientId}`, { version, value }, MINUTE_MS)
    return value
  }
  // Who asks meanwhile waits for what is being written.
  const writing = new Map<string, Promise<unknown>>()
  const write = (key: string, work: Promise<unknown>): void => {
    const done = work
      .catch(() => cache.delete(key))
      .finally(() => {
        if (writing.get(key) === done) writing.delete(key)
      })
    writing.set(key, done)
  }
  const noteDocument = (row: DocumentRow): void => write(`doc:${row.id}`, keepDocument(row))
  const noteGrants = (patientId: PatientId): void => write(`grants:${patientId}`, keepGrants(patientId))
  hearChanges(db, documentChanges, noteDocument)
  hearChanges(db, grantChanges, noteGrants)
  const read = async <Value>(key: string): Promise<Value | undefined> => {
    await writing.get(key)
    return (await cache.get<Value>(key))?.value
  }

  return {
    async document(id) {
      const kept = await read<Owned>(`doc:${id}`)
      if (kept) return kept
      const row = await findDocument(db, id)
      return row && keepDocument(row)
    },
    async person(patientId) {
      const kept = await read<Person>(`person:${patientId}`)
      if (kept) return kept
      const patientIds = await listSame(context, patientId)
      const people = await call(findPatients, { patientIds })
      const value = { patientIds, accountIds: [...new Set(people.flatMap(({ accountId }) => accountId ?? []))] }
      await cache.put(`person:${patientId}`, { version: Date.now(), value }, PERSON_MS)
      return value
    },
    async grants(patientIds) {
      const found = await Promise.all(
        patientIds.map(async (one) => (await read<LiveGrant[]>(`grants:${one}`)) ?? keepGrants(one)),
      )
      return found.flat()
    },
    // Another process may have died between its commit and the cache.
    follower: follow({
      ...{ name: 'documents', pool, log, pauseMs: FOLLOW_MS },
      load: async () => {},
      read: (since) => readChanges(pool, since),
      onChanges: ({ documents, grants }) => {
        for (const row of documents) noteDocument(row)
        for (const { patient_id } of grants) noteGrants(patient_id)
      },
    }),
  }
}

const toOwned = ({
  id,
  patient_id,
  kind,
  status,
  uploaded_by,
  facility_id,
  media_type,
  size_bytes,
  sha256,
}: DocumentRow) => ({
  ...{ id, patient_id, kind, status, uploaded_by, facility_id, media_type, size_bytes, sha256 },
})

const toLive = ({ document_id, kinds, to_kind, to_id, until_at }: Grant): LiveGrant => ({
  ...{ document_id, kinds, to_kind, to_id, untilMs: until_at.getTime() },
})
