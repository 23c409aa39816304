// The route of what others share with somebody: which documents of whom, until when, and what for.
import type { FastifyRequest } from 'fastify'
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { Cursor, Day, Limit, object, oneOf, page, type Static, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { findPatients, PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { DocumentKind, GRANTEE_KINDS, GrantId } from '../contract.ts'
import { findReader } from '../reading/access.ts'
import type { Owners } from '../reading/owners.ts'
import type { Reader } from '../reading/rules.ts'
import { findDocument, listStored } from '../store.ts'
import type { DocumentRow, DocumentsContext, Grant } from '../tables.ts'
import { DocumentView, toView } from '../views.ts'
import { listReceived, type Receiver } from './store.ts'

const position = cursor({ grantId: GrantId })
/** Of one grant of kinds. The list of the patient has all. */
const DOCUMENTS_MAX = 100

const Received = object({
  grantId: GrantId,
  patientId: PatientId,
  patientName: Type.String(),
  toKind: oneOf(GRANTEE_KINDS, { description: 'To whom: the account of the reader, the doctor, or the facility.' }),
  kinds: Type.Optional(Type.Array(DocumentKind, { description: 'Left out: the grant names one document.' })),
  purpose: Type.String(),
  untilOn: Day,
  documents: Type.Array(DocumentView, { description: `The newest first, at most ${DOCUMENTS_MAX}.` }),
})

export const receivedRoutes = (context: DocumentsContext, owners: Owners) => (app: App) => {
  app.get(
    '/v1/documents/received',
    {
      config: { access: may('document.read').at('own') },
      schema: {
        summary: 'List what others share with me',
        description:
          'Grants that hold now for the own account; for who treats patients, also those for the doctor and for the ' +
          'facility. The newest first. Their families see that somebody looked.',
        querystring: object({ limit: Limit, cursor: Type.Optional(Cursor) }),
        response: { 200: page(Received) },
      },
    },
    async (request) => {
      const { limit, cursor: text } = request.query
      const reader = await findReader(context, request)
      const asked = { now: context.clock.now(), before: position.read(text)?.grantId, limit: limit + 1 }
      const found = await listReceived(context.db, receiversOf(reader), asked)
      const { shown, next } = cutPage(found, limit, ({ id }) => position.write({ grantId: id }))
      return { items: await toItems(context, owners, { request, reader, grants: shown }), ...next }
    },
  )
}

const receiversOf = ({ accountId, treats, doctorId, facilityId }: Reader): Receiver[] => [
  ['account', accountId],
  ...(doctorId === undefined ? [] : [['practitioner', doctorId] as const]),
  ...(treats && facilityId !== undefined ? [['facility', facilityId] as const] : []),
]

interface Found {
  readonly request: FastifyRequest
  readonly reader: Reader
  readonly grants: readonly Grant[]
}

/** Leaves out what the reader sees as the family, and what is withdrawn meanwhile. */
async function toItems(context: DocumentsContext, owners: Owners, { request, reader, grants }: Found) {
  const people = await context.call(findPatients, { patientIds: [...new Set(grants.map((one) => one.patient_id))] })
  const nameOf = new Map(people.map(({ patientId, name }) => [patientId, name]))
  const items: Static<typeof Received>[] = []
  for (const grant of grants) {
    const person = await owners.person(grant.patient_id)
    const documents = person.accountIds.includes(reader.accountId)
      ? []
      : await documentsOf(context, grant, person.patientIds)
    const patientName = nameOf.get(grant.patient_id)
    if (documents.length > 0 && patientName !== undefined) items.push(toItem(grant, patientName, documents))
  }
  if (items.length > 0) request.readBasis = 'grant'
  return items
}

async function documentsOf(
  { db }: DocumentsContext,
  { document_id, kinds }: Grant,
  patientIds: readonly PatientId[],
): Promise<DocumentRow[]> {
  if (document_id === null) return listStored(db, patientIds, { kinds: kinds ?? [], limit: DOCUMENTS_MAX })
  const found = await findDocument(db, document_id)
  return found?.status === 'STORED' && patientIds.includes(found.patient_id) ? [found] : []
}

const toItem = (grant: Grant, patientName: string, documents: readonly DocumentRow[]): Static<typeof Received> => ({
  ...{ grantId: grant.id, patientId: grant.patient_id, patientName, toKind: grant.to_kind, purpose: grant.purpose },
  ...(grant.kinds !== null && { kinds: grant.kinds }),
  // It ends with the day, at the midnight that begins the next one.
  ...{ untilOn: addDays(dayInIndia(grant.until_at), -1), documents: documents.map(toView) },
})
