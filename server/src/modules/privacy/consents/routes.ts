// The routes of consents: list what the family said yes and no to, say yes or no, and take a yes back.
import { actorOf } from '../../../platform/access.ts'
import { Instant, object, type Static, Type } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { WordsView } from '../../../platform/personal.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import type { AccountId } from '../../identity/contract.ts'
import { findPatients, listFamilyRecords, PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { ConsentId, Purpose, TextVersion } from '../contract.ts'
import { PURPOSES, textOf } from '../rules.ts'
import type { ConsentRow, PrivacyContext } from '../tables.ts'
import { decide, endConsent, obey } from './steps.ts'
import { findConsent, listConsents } from './store.ts'

const Consent = object({
  consentId: ConsentId,
  patientId: PatientId,
  purpose: Purpose,
  textVersion: TextVersion,
  isGiven: Type.Boolean({ description: 'Whether this record is a yes that holds.' }),
  givenAt: Type.Optional(Instant),
  withdrawnAt: Type.Optional(Instant),
})

const toView = (row: ConsentRow): Static<typeof Consent> => ({
  ...{ consentId: row.id, patientId: row.patient_id, purpose: row.purpose, textVersion: row.text_version },
  isGiven: row.withdrawn_at === null,
  ...(row.given_at && { givenAt: row.given_at.toISOString() }),
  ...(row.withdrawn_at && { withdrawnAt: row.withdrawn_at.toISOString() }),
})

export const consentRoutes = (context: PrivacyContext) => (app: App) => {
  addList(app, context)
  addDecision(app, context)
  addWithdrawal(app, context)
}

function addList(app: App, context: PrivacyContext): void {
  app.get(
    '/v1/privacy/consents',
    {
      config: { access: may('consent.manage').at('own') },
      schema: {
        summary: 'List what my family said yes and no to',
        description:
          'The newest decision first; the newest of a patient and purpose holds. `purposes` has the words of each ' +
          'purpose, and what holds before anybody has decided.',
        response: {
          200: object({
            purposes: Type.Array(
              object({
                purpose: Purpose,
                textVersion: TextVersion,
                isAllowedBefore: Type.Boolean(),
                title: WordsView,
                text: WordsView,
              }),
            ),
            items: Type.Array(Consent),
          }),
        },
      },
    },
    async (request) => {
      const accountId = actorOf(request).accountId as AccountId
      const { patientIds } = await context.call(listFamilyRecords, { accountId })
      return { purposes: [...PURPOSES], items: (await listConsents(context.db, patientIds)).map(toView) }
    },
  )
}

function addDecision(app: App, context: PrivacyContext): void {
  app.post(
    '/v1/privacy/consents',
    {
      config: { access: may('consent.manage').at('record') },
      schema: {
        summary: 'Say yes or no for a member of the family',
        description: 'A yes that holds already stays as it is. Sehat obeys at once. Takes an Idempotency-Key.',
        body: object({ patientId: PatientId, purpose: Purpose, textVersion: TextVersion, isGiven: Type.Boolean() }),
        response: { 201: Consent },
      },
    },
    async (request, reply) => {
      const { patientId, purpose, textVersion, isGiven } = request.body
      const accountId = await permitFamily(context, request, patientId)
      if (textVersion !== textOf(purpose).textVersion) {
        throw invalidField('/textVersion', 'is not the newest text: read it again, then decide')
      }
      const decision = { accountId, patientId, purpose, isGiven }
      const answer = await once(context, request, reply, 201, async (tx) =>
        toView(await decide(tx, decision, originOf(request))),
      )
      await obeyView(context, answer)
      return answer
    },
  )
}

function addWithdrawal(app: App, context: PrivacyContext): void {
  app.post(
    '/v1/privacy/consents/:consentId/withdrawal',
    {
      config: { access: may('consent.manage').at('record') },
      schema: {
        summary: 'Take a yes back',
        description: 'Sehat obeys at once. A repeat changes nothing. Takes an Idempotency-Key.',
        params: object({ consentId: ConsentId }),
        response: { 200: Consent },
      },
    },
    async (request, reply) => {
      const found = await findConsent(context.db, request.params.consentId)
      if (!found) throw new Problem(notFound)
      await permitFamily(context, request, found.patient_id)
      const answer = await once(context, request, reply, 200, async (tx) =>
        toView((await endConsent(tx, found.id, originOf(request))) as ConsentRow),
      )
      await obeyView(context, answer)
      return answer
    },
  )
}

async function permitFamily(
  { call }: PrivacyContext,
  request: Parameters<typeof actorOf>[0],
  patientId: PatientId,
): Promise<AccountId> {
  const [patient] = await call(findPatients, { patientIds: [patientId] })
  if (!patient) throw new Problem(notFound)
  request.permit({ accountId: patient.accountId ?? undefined })
  return actorOf(request).accountId as AccountId
}

/** A repeat obeys the same decision again, which changes nothing when the person decided anew since. */
async function obeyView(context: PrivacyContext, { patientId, purpose, isGiven, ...at }: Static<typeof Consent>) {
  const decidedAt = (at.withdrawnAt ?? at.givenAt) as string
  await obey(context, { patientId, purpose, isGiven, decidedAt })
}
