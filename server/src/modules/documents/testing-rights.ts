// Rights for benchmarks: decides by the cache that routes use, empties it, and gives a grant without a phone.
import { addDays, dayInIndia, startOfDayInIndia } from '../../platform/clock.ts'
import { cellOf, newId } from '../../platform/id.ts'
import { transaction } from '../../platform/postgres/db.ts'
import type { Setup } from '../../testing/setup.ts'
import { insertGrant } from './grants/store.ts'
import { openOwners } from './reading/owners.ts'
import { decideReading, type Right } from './reading/rules.ts'
import { findDocument } from './store.ts'
import type { DocumentsContext } from './tables.ts'

interface Given {
  readonly patientId: string
  readonly documentId: string
  readonly toAccountId: string
  readonly by: string
}

export interface Rights {
  /** What opens the document to this account, which works nowhere. */
  decide(documentId: string, accountId: string): Promise<Right>
  /** Empties the cache of what the decision needs. */
  forget(documentId: string, patientId: string): Promise<void>
  /** Lets an account read a document for a week. Gives the id of the grant. */
  give(given: Given): Promise<string>
}

export function openRights({ program }: Pick<Setup, 'program'>): Rights {
  const context = program.context('documents') as DocumentsContext
  const { db, cache, clock } = context
  const owners = openOwners(context)
  return {
    async decide(documentId, accountId) {
      const owned = await owners.document(documentId as never)
      if (owned?.status !== 'STORED') throw new Error('there is no such document')
      const person = await owners.person(owned.patient_id)
      const grants = await owners.grants(person.patientIds)
      const reader = { accountId, facilityId: undefined, treats: false, dispenses: false, doctorId: undefined }
      return decideReading(reader, { owned, person, grants, nowMs: clock.now().getTime() })
    },
    async forget(documentId, patientId) {
      for (const key of [`doc:${documentId}`, `person:${patientId}`, `grants:${patientId}`]) await cache.delete(key)
    },
    async give({ patientId, documentId, toAccountId, by }) {
      if (!(await findDocument(db, documentId as never))) throw new Error('there is no such document')
      const now = clock.now()
      const grant = {
        ...{ id: newId<'document grant'>(cellOf(patientId), now.getTime()), patient_id: patientId as never },
        ...{ document_id: documentId as never, kinds: null, to_kind: 'account' as const, to_id: toAccountId },
        ...{ to_phone_last4: null, purpose: 'Bench', given_by: by as never, given_at: now, revoked_at: null },
        until_at: startOfDayInIndia(addDays(dayInIndia(now), 7)),
      }
      await transaction(db, (tx) => insertGrant(tx, grant))
      return grant.id
    },
  }
}
