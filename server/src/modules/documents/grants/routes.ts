// The routes of grants: a family lets an account, a hospital or a doctor read documents until a day, and ends that.
import { actorOf } from '../../../platform/access.ts'
import { addDays, dayInIndia, startOfDayInIndia } from '../../../platform/clock.ts'
import { Day, Instant, object, oneOf, type Static, Type, text } from '../../../platform/contract.ts'
import { cellOf, newId } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { publish } from '../../../platform/work/outbox.ts'
import { DoctorId, findDoctors } from '../../doctors/contract.ts'
import { FacilityId, findFacility } from '../../facilities/contract.ts'
import { PhoneAsTyped } from '../../identity/contract.ts'
import { findAccountOfPhone } from '../../identity/reaching/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import {
  DocumentId,
  DocumentKind,
  GRANTEE_KINDS,
  GrantId,
  grantGiven,
  grantRevoked,
  grantTooLong,
} from '../contract.ts'
import { permitFamily } from '../reading/access.ts'
import type { Owners } from '../reading/owners.ts'
import type { DocumentsContext, Grant } from '../tables.ts'
import { findGrant, insertGrant, listGrants, lockGrant, revokeGrant } from './store.ts'

const DAYS_MAX = 366
const GIVEN_AN_HOUR = 60

const NewGrant = object({
  patientId: PatientId,
  documentId: Type.Optional(DocumentId),
  kinds: Type.Optional(Type.Array(DocumentKind, { minItems: 1, maxItems: 8, uniqueItems: true })),
  toPhone: Type.Optional(PhoneAsTyped),
  toFacilityId: Type.Optional(FacilityId),
  toDoctorId: Type.Optional(DoctorId),
  untilOn: { ...Day, description: 'The last day on which it holds; within a year.' },
  purpose: text(200, { description: 'What for, in the words of the family.' }),
})
type NewGrant = Static<typeof NewGrant>

const GrantView = object({
  grantId: GrantId,
  patientId: PatientId,
  documentId: Type.Optional(DocumentId),
  kinds: Type.Optional(Type.Array(DocumentKind)),
  toKind: oneOf(GRANTEE_KINDS),
  toPhoneLast4: Type.Optional(Type.String()),
  toFacilityId: Type.Optional(FacilityId),
  toDoctorId: Type.Optional(DoctorId),
  purpose: Type.String(),
  untilOn: Day,
  givenAt: Instant,
  revokedAt: Type.Optional(Instant),
})

export const toGrantView = (grant: Omit<Grant, 'cell' | 'changed_xid'>): Static<typeof GrantView> => ({
  ...{ grantId: grant.id, patientId: grant.patient_id, toKind: grant.to_kind, purpose: grant.purpose },
  ...(grant.document_id !== null && { documentId: grant.document_id }),
  ...(grant.kinds !== null && { kinds: grant.kinds }),
  ...(grant.to_phone_last4 !== null && { toPhoneLast4: grant.to_phone_last4 }),
  ...(grant.to_kind === 'facility' && { toFacilityId: grant.to_id as FacilityId }),
  ...(grant.to_kind === 'practitioner' && { toDoctorId: grant.to_id as DoctorId }),
  // It ends with the day, at the midnight that begins the next one.
  ...{ untilOn: addDays(dayInIndia(grant.until_at), -1), givenAt: grant.given_at.toISOString() },
  ...(grant.revoked_at !== null && { revokedAt: grant.revoked_at.toISOString() }),
})

const toFacts = (grant: Omit<Grant, 'cell' | 'changed_xid'>) => ({
  ...{ grantId: grant.id, patientId: grant.patient_id, toKind: grant.to_kind },
  ...(grant.document_id !== null && { documentId: grant.document_id }),
  ...(grant.kinds !== null && { kinds: grant.kinds }),
  ...(grant.to_kind === 'account' && { toAccountId: grant.to_id as never }),
  ...(grant.to_kind === 'facility' && { toFacilityId: grant.to_id as never }),
  ...(grant.to_kind === 'practitioner' && { toDoctorId: grant.to_id as never }),
})

export const grantRoutes = (context: DocumentsContext, owners: Owners) => (app: App) => {
  addGiving(app, context, owners)
  addList(app, context, owners)
  addRevoking(app, context, owners)
}

function addGiving(app: App, context: DocumentsContext, owners: Owners): void {
  app.post(
    '/v1/documents/grants',
    {
      config: { access: may('document.share').at('record') },
      schema: {
        summary: 'Let somebody read documents until a day',
        description:
          'One document, or all of some kinds, also those that come later. To the holder of a phone, to who treats ' +
          'patients at a facility, or to a doctor. The answer is the same whether or not the phone has an account: ' +
          'who has none yet gets the grant when the family gives it again.',
        body: NewGrant,
        response: { 201: GrantView },
      },
    },
    async (request, reply) => {
      const { patientId, documentId, kinds, untilOn } = request.body
      const patientIds = await permitFamily(owners, request, patientId)
      if ((documentId === undefined) === (kinds === undefined)) throw invalidField('/kinds', 'or documentId: name one')
      const today = dayInIndia(context.clock.now())
      const lastOn = addDays(today, DAYS_MAX - 1)
      if (untilOn < today) throw invalidField('/untilOn', 'lies in the past')
      if (untilOn > lastOn) throw new Problem(grantTooLong, { members: { lastOn } })
      if (documentId !== undefined) await requireOwn(owners, documentId, patientIds)
      const { accountId } = actorOf(request)
      await context.meter.require({ name: 'documents-granted', max: GIVEN_AN_HOUR, seconds: 3_600 }, accountId)
      const grantee = await findGrantee(context, request.body)
      return once(context, request, reply, 201, async (tx) => {
        const now = tx.clock.now()
        const until = startOfDayInIndia(addDays(untilOn, 1))
        const grant = {
          ...{ id: newId<'document grant'>(cellOf(patientId), now.getTime()), patient_id: patientId, ...grantee },
          ...{ document_id: documentId ?? null, kinds: kinds ?? null, purpose: request.body.purpose.trim() },
          ...{ until_at: until, given_by: accountId as never, given_at: now, revoked_at: null },
        }
        await insertGrant(tx, grant)
        const facts = { ...toFacts(grant), untilOn, until: until.toISOString() }
        await publish(tx, originOf(request), grantGiven, facts)
        return toGrantView(grant)
      })
    },
  )
}

async function requireOwn(owners: Owners, documentId: DocumentId, patientIds: readonly PatientId[]): Promise<void> {
  const owned = await owners.document(documentId)
  if (owned?.status === 'STORED' && patientIds.includes(owned.patient_id)) return
  throw invalidField('/documentId', 'is no document of this patient')
}

type Grantee = Pick<Grant, 'to_kind' | 'to_id' | 'to_phone_last4'>

async function findGrantee({ call }: DocumentsContext, asked: NewGrant): Promise<Grantee> {
  const { toPhone, toFacilityId, toDoctorId } = asked
  const named = [toPhone, toFacilityId, toDoctorId].filter((one) => one !== undefined)
  if (named.length !== 1) throw invalidField('/toPhone', 'or toFacilityId or toDoctorId: name one')
  if (toFacilityId !== undefined) {
    if (!(await call(findFacility, { facilityId: toFacilityId }))) {
      throw invalidField('/toFacilityId', 'is no facility')
    }
    return { to_kind: 'facility', to_id: toFacilityId, to_phone_last4: null }
  }
  if (toDoctorId !== undefined) {
    const [doctor] = await call(findDoctors, { doctorIds: [toDoctorId] })
    if (!doctor) throw invalidField('/toDoctorId', 'is no doctor')
    return { to_kind: 'practitioner', to_id: toDoctorId, to_phone_last4: null }
  }
  const phone = `+91${(toPhone as string).slice(-10)}`
  const found = await call(findAccountOfPhone, { phone })
  // Nobody has this id: whoever asks does not learn whether the phone has an account.
  return { to_kind: 'account', to_id: found?.accountId ?? newId(0), to_phone_last4: phone.slice(-4) }
}

function addList(app: App, context: DocumentsContext, owners: Owners): void {
  app.get(
    '/v1/documents/grants',
    {
      config: { access: may('document.share').at('record') },
      schema: {
        summary: 'List whom a family lets read documents',
        description: 'Also past and revoked grants, the newest first.',
        querystring: object({ patient: PatientId }),
        response: { 200: object({ items: Type.Array(GrantView) }) },
      },
    },
    async (request) => {
      const patientIds = await permitFamily(owners, request, request.query.patient)
      return { items: (await listGrants(context.db, patientIds)).map(toGrantView) }
    },
  )
}

function addRevoking(app: App, context: DocumentsContext, owners: Owners): void {
  app.delete(
    '/v1/documents/grants/:grantId',
    {
      config: { access: may('document.share').at('record') },
      schema: {
        summary: 'End a grant',
        description: 'Within a second nobody reads by it. A download that runs may end.',
        params: object({ grantId: GrantId }),
        response: { 200: GrantView },
      },
    },
    async (request) => {
      const found = await findGrant(context.db, request.params.grantId)
      if (!found) throw new Problem(notFound)
      await permitFamily(owners, request, found.patient_id)
      const revoked = await transaction(context.db, async (tx) => {
        const grant = await lockGrant(tx, found.id)
        if (!grant || grant.revoked_at !== null) return grant
        await revokeGrant(tx, grant)
        await publish(tx, originOf(request), grantRevoked, toFacts(grant))
        return { ...grant, revoked_at: tx.clock.now() }
      })
      return toGrantView(revoked as Grant)
    },
  )
}
