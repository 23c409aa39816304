// Row types of the tables of documents: the generated types, with the types that only this module knows.
import type { Selectable } from 'kysely'
import type { Context } from '../../platform/module.ts'
import type { Refined } from '../../platform/postgres/rows.ts'
import type { FacilityId } from '../facilities/contract.ts'
import type { AccountId } from '../identity/contract.ts'
import type { PatientId } from '../patients/contract.ts'
import type { VisitId } from '../visits/contract.ts'
import type { DocumentId, DocumentKind, GrantId, UploadId } from './contract.ts'
import type { Rows } from './rows.ts'

export type DocumentsTables = Refined<
  Rows,
  {
    'documents.documents': {
      id: DocumentId
      patient_id: PatientId
      uploaded_by: AccountId | null
      facility_id: FacilityId | null
      replaces: DocumentId | null
      size_bytes: number
    }
    'documents.parts': { document_id: DocumentId; first_byte: number }
    'documents.uploads': { id: UploadId; document_id: DocumentId; received_bytes: number }
    'documents.grants': {
      id: GrantId
      patient_id: PatientId
      document_id: DocumentId | null
      kinds: DocumentKind[] | null
      given_by: AccountId
    }
    'documents.grant_versions': { patient_id: PatientId }
    'documents.visits': { patient_id: PatientId; visit_id: VisitId; facility_id: FacilityId }
    'documents.merged_patients': { patient_id: PatientId; stays_id: PatientId }
  }
>

export type DocumentsContext = Context<DocumentsTables>

export type DocumentRow = Selectable<DocumentsTables['documents.documents']>
export type Part = Selectable<DocumentsTables['documents.parts']>
export type Upload = Selectable<DocumentsTables['documents.uploads']>
export type Grant = Selectable<DocumentsTables['documents.grants']>
