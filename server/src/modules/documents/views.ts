// A document as routes show it: what it is, and never its bytes.
import { Instant, object, type Static, Type } from '../../platform/contract.ts'
import { FacilityId } from '../facilities/contract.ts'
import { PatientId } from '../patients/contract.ts'
import { DocumentId, DocumentKind, DocumentOrigin, DocumentStatus, MediaType, Sha256 } from './contract.ts'
import type { DocumentRow } from './tables.ts'

const shown = {
  documentId: DocumentId,
  patientId: PatientId,
  kind: DocumentKind,
  title: Type.Optional(Type.String({ description: 'Missing when the content was never stored or is erased.' })),
  mediaType: MediaType,
  sizeBytes: Type.Integer(),
  sha256: Type.Optional(Sha256),
  status: DocumentStatus,
  reason: Type.Optional(Type.String({ description: 'Why it was withdrawn or refused.' })),
  origin: DocumentOrigin,
  facilityId: Type.Optional(FacilityId),
  version: Type.Integer({ description: 'One more than that of the document that it replaces.' }),
  replaces: Type.Optional(DocumentId),
  createdAt: Instant,
  storedAt: Type.Optional(Instant),
}

export const DocumentView = object(shown)

/** A document of a list, with what its reader may do. */
export const ListedDocument = object({
  ...shown,
  canWithdraw: Type.Boolean({ description: 'Whether who asks may withdraw it now.' }),
})

export const toView = (row: DocumentRow): Static<typeof DocumentView> => ({
  ...{ documentId: row.id, patientId: row.patient_id, kind: row.kind, mediaType: row.media_type },
  ...{ sizeBytes: row.size_bytes, status: row.status, origin: row.origin, version: row.version },
  createdAt: row.created_at.toISOString(),
  ...(row.title !== null && { title: row.title }),
  ...(row.sha256 !== null && { sha256: row.sha256 }),
  ...(row.status_reason !== null && { reason: row.status_reason }),
  ...(row.facility_id !== null && { facilityId: row.facility_id }),
  ...(row.replaces !== null && { replaces: row.replaces }),
  ...(row.stored_at !== null && { storedAt: row.stored_at.toISOString() }),
})
