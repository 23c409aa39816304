// The parts of documents that other modules may use: ids, words, the call that keeps a document, events, problems.
import {
  Day,
  defineCall,
  defineEvent,
  defineProblem,
  Instant,
  id,
  object,
  oneOf,
  type Static,
  Type,
  text,
} from '../../platform/contract.ts'
import { DoctorId } from '../doctors/contract.ts'
import { FacilityId } from '../facilities/contract.ts'
import { AccountId } from '../identity/contract.ts'
import { PatientId } from '../patients/contract.ts'

export const DocumentId = id('document')
export type DocumentId = Static<typeof DocumentId>
export const UploadId = id('upload')
export type UploadId = Static<typeof UploadId>
export const GrantId = id('document grant')
export type GrantId = Static<typeof GrantId>

export const DOCUMENT_KINDS = [
  'prescription',
  'lab-report',
  'imaging',
  'history',
  'discharge',
  'bill',
  'consent',
  'other',
] as const
export const DocumentKind = oneOf(DOCUMENT_KINDS, {
  description: 'What the document is. Who treats the patient reads all kinds but `bill`, `consent` and `other`.',
})
export type DocumentKind = Static<typeof DocumentKind>

/** FHIR's DocumentReferenceStatus: current for STORED, entered-in-error or superseded for WITHDRAWN. */
export const DOCUMENT_STATUSES = ['RECEIVING', 'CHECKING', 'STORED', 'REFUSED', 'ABORTED', 'WITHDRAWN'] as const
export const DocumentStatus = oneOf(DOCUMENT_STATUSES, {
  description: 'Only a `STORED` document has content to read. `REFUSED`: its check found a fault.',
})
export type DocumentStatus = Static<typeof DocumentStatus>

/** What people send. The server looks into the file and believes no name and no header. */
export const UPLOAD_MEDIA_TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'application/dicom'] as const
/** What Sehat itself makes may be a page. */
export const MEDIA_TYPES = [...UPLOAD_MEDIA_TYPES, 'text/html'] as const
export const MediaType = oneOf(MEDIA_TYPES)
export type MediaType = Static<typeof MediaType>

export const DOCUMENT_ORIGINS = ['family', 'staff', 'system'] as const
export const DocumentOrigin = oneOf(DOCUMENT_ORIGINS, {
  description: 'Who brought it: the family, staff, or Sehat, which made it.',
})

export const Title = text(200, { description: 'What a person calls it. It is never a name of a file on a disk.' })
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the content, in hex.' })
const Version = Type.Integer({ minimum: 1 })

const SourceKind = Type.String({
  pattern: '^[a-z]+\\.[a-z]+(-[a-z]+)*$',
  maxLength: 60,
  description: 'What the document was made from: module and thing, such as `diagnostics.report`.',
})

/** Who caused it. A job hands in the origin of the event that it follows. */
const Origin = object({
  actorId: Type.Union([Type.String(), Type.Null()]),
  role: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  facilityId: Type.Optional(Type.String()),
  onBehalfOfId: Type.Optional(Type.String()),
  requestId: Type.String(),
})

/** The most bytes of a document that a module hands over in a call. */
export const KEPT_BYTES_MAX = 2_000_000

/**
 * Keeps a document that Sehat made, such as a report or a bill. The caller makes the id, in the district of the
 * patient (`newId(cellOf(patientId))`). A repeat with the same id gives the same answer and changes nothing; other
 * content under the same id is refused (`document-differs`). `replaces` names the document that this one replaces:
 * it is withdrawn, and `version` is one more. `content` is text for `text/html`, and base64 for all other media types.
 */
export const keepDocument = defineCall('documents.keep-document', {
  input: object({
    documentId: DocumentId,
    patientId: PatientId,
    facilityId: Type.Optional(FacilityId),
    kind: DocumentKind,
    title: Title,
    mediaType: MediaType,
    content: Type.String({ minLength: 1, maxLength: 2_700_000 }),
    sourceKind: SourceKind,
    sourceId: id('source'),
    replaces: Type.Optional(DocumentId),
    origin: Origin,
  }),
  output: object({ documentId: DocumentId, version: Version }),
  timeoutMs: 20_000,
})

const facts = {
  documentId: DocumentId,
  patientId: PatientId,
  facilityId: Type.Optional(FacilityId),
  kind: DocumentKind,
  version: Version,
  sourceKind: Type.Optional(SourceKind),
  sourceId: Type.Optional(id('source')),
}

/** A document has passed its checks and can be read. `replaces` is withdrawn by it. The event holds no title. */
export const documentStored = defineEvent(
  'documents.document-stored.v1',
  'documentId',
  object({ ...facts, origin: DocumentOrigin, mediaType: MediaType, replaces: Type.Optional(DocumentId) }),
)
/** Nobody reads the content any more. Its bytes go when the law lets them go. */
export const documentWithdrawn = defineEvent('documents.document-withdrawn.v1', 'documentId', object(facts))

export const GRANTEE_KINDS = ['account', 'facility', 'practitioner'] as const
const grantFacts = {
  grantId: GrantId,
  patientId: PatientId,
  documentId: Type.Optional(DocumentId),
  kinds: Type.Optional(Type.Array(DocumentKind)),
  toKind: oneOf(GRANTEE_KINDS),
  toAccountId: Type.Optional(AccountId),
  toFacilityId: Type.Optional(FacilityId),
  toDoctorId: Type.Optional(DoctorId),
}

/** A family lets somebody read one document, or all of some kinds. */
export const grantGiven = defineEvent(
  'documents.grant-given.v1',
  'grantId',
  object({ ...grantFacts, untilOn: Day, until: Instant }),
)
export const grantRevoked = defineEvent('documents.grant-revoked.v1', 'grantId', object(grantFacts))

export const tooLarge = defineProblem(
  'too-large',
  413,
  'The file is too large',
  'Send a file of at most `maxBytes` bytes.',
)
export const typeRefused = defineProblem(
  'type-refused',
  409,
  'Sehat does not take this kind of file',
  'Send a PDF, a JPEG, a PNG or a DICOM file: see `mediaTypes`.',
)
export const alreadyStored = defineProblem(
  'already-stored',
  409,
  'This patient has the same file already',
  'Read `documentId`. Nothing was stored a second time.',
)
export const offsetDiffers = defineProblem(
  'offset-differs',
  409,
  'The upload does not stand at this offset',
  'Go on at `receivedBytes`, which says what has arrived.',
)
export const uploadOver = defineProblem(
  'upload-over',
  409,
  'This upload is over',
  'Look at `status`, the state of the document. To send the file again, begin a new upload.',
)
export const typeDiffers = defineProblem(
  'type-differs',
  409,
  'The file is not of the kind that was named',
  'Look at `found`: what the file is. Begin a new upload with the right kind and the right file.',
)
export const checksumDiffers = defineProblem(
  'checksum-differs',
  409,
  'The file is not the one that was named: its checksum differs',
  'Begin a new upload. If it happens again, the file changes while you send it.',
)
export const sizeDiffers = defineProblem(
  'size-differs',
  409,
  'The file has another size than was named',
  'Send what lacks at `receivedBytes`, or begin a new upload with the right size.',
)
export const infected = defineProblem(
  'infected',
  409,
  'The file carries harmful software',
  'Sehat did not keep it. Clean the device that it came from.',
)
export const documentState = defineProblem(
  'document-state',
  409,
  'The document is in a state that does not allow this',
  'Look at `status` and at `instead`: what may still be done.',
)
export const documentDiffers = defineProblem(
  'document-differs',
  409,
  'This id belongs to another document',
  'Send the same document to get the first answer, or make a new id.',
)
export const retained = defineProblem(
  'retained',
  409,
  'This document must be kept',
  'It stays until `until`. Only an administrator of the facility may hide it before, with a reason.',
)
export const grantTooLong = defineProblem(
  'grant-too-long',
  409,
  'A grant lasts a year at most',
  'Choose a day up to `lastOn`. You may give the grant again then.',
)
export const rangeBeyond = defineProblem(
  'range-beyond',
  416,
  'The file has no such bytes',
  'Ask for bytes below `sizeBytes`.',
)
