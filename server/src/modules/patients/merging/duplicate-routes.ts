// The routes of likely duplicates: a national administrator compares two records, and says if they are two people.
import { actorOf } from '../../../platform/access.ts'
import { Cursor, Instant, id, Limit, object, oneOf, page, type Static, Type, text } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import { MatchEvidence, PatientId, PersonShown } from '../contract.ts'
import type { PatientsContext } from '../registration/steps.ts'
import {
  countOpenDuplicates,
  type Duplicate,
  dismissDuplicate,
  findDuplicate,
  listDuplicates,
} from './duplicate-store.ts'
import { listPeople } from './people-store.ts'
import { notOpen } from './problems.ts'

const DuplicateId = id('duplicate')
const position = cursor({ id: DuplicateId })

const Status = oneOf(['open', 'merged', 'different'], {
  description: '`open`: nobody has decided yet. `different`: they are two people.',
})

const DuplicateView = object({
  duplicateId: DuplicateId,
  status: Status,
  bits: Type.Number({ description: 'All evidence minus log2 of the size of the index.' }),
  explanation: Type.Array(MatchEvidence),
  people: Type.Array(PersonShown, { description: 'The two records, the later one first.' }),
  foundAt: Instant,
  goneId: Type.Optional(PatientId),
  reason: Type.Optional(Type.String()),
  decidedAt: Type.Optional(Instant),
})

async function toViews(
  { pool }: PatientsContext,
  found: readonly Duplicate[],
): Promise<Static<typeof DuplicateView>[]> {
  const people = await listPeople(
    pool,
    found.flatMap(({ patient_id, other_id }) => [patient_id, other_id]),
  )
  return found.map((pair) => ({
    duplicateId: pair.id,
    status: pair.status,
    bits: pair.bits,
    explanation: [...pair.explanation],
    people: [pair.patient_id, pair.other_id].flatMap((patientId) => people.get(patientId) ?? []),
    foundAt: pair.found_at.toISOString(),
    ...(pair.gone_id !== null && { goneId: pair.gone_id }),
    ...(pair.reason !== null && { reason: pair.reason }),
    ...(pair.decided_at !== null && { decidedAt: pair.decided_at.toISOString() }),
  }))
}

/** Enough for a badge: beyond it nobody reads the number. */
const COUNT_MAX = 100
const administrators = may('patient.merge').at('anywhere')
const params = object({ duplicateId: DuplicateId })

export const duplicateRoutes = (context: PatientsContext) => (app: App) => {
  app.get(
    '/v1/patients/duplicates',
    {
      config: { access: administrators },
      schema: {
        summary: 'List records that may be one person’s',
        description:
          'Lists pairs of similar records, the newest first. Sehat finds them when somebody is registered or ' +
          'imported. Merge a pair, or dismiss it if they are two people. With `patient` you get only the pairs of ' +
          'that patient.',
        querystring: object({
          status: Type.Optional(Status),
          patient: Type.Optional(PatientId),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(DuplicateView) },
      },
    },
    async ({ query: { status = 'open', patient, limit, cursor } }) => {
      const before = position.read(cursor)?.id
      const found = await listDuplicates(context.db, { status, patientId: patient, before, limit: limit + 1 })
      const { shown, next } = cutPage(found, limit, position.write)
      return { items: await toViews(context, shown), ...next }
    },
  )
  app.get(
    '/v1/patients/duplicates/count',
    {
      config: { access: administrators },
      schema: {
        summary: 'Count the pairs that nobody has decided',
        description: `Counts at most ${COUNT_MAX}: that number stands for so many or more. Shows nobody.`,
        response: { 200: object({ open: Type.Integer({ minimum: 0, maximum: COUNT_MAX }) }) },
      },
    },
    async () => ({ open: await countOpenDuplicates(context.db, COUNT_MAX) }),
  )
  app.get(
    '/v1/patients/duplicates/:duplicateId',
    {
      config: { access: administrators },
      schema: { summary: 'Read two records that may be one person’s', params, response: { 200: DuplicateView } },
    },
    async (request) => readView(context, await findDuplicate(context.db, request.params.duplicateId)),
  )
  app.post(
    '/v1/patients/duplicates/:duplicateId/dismissal',
    {
      config: { access: administrators },
      schema: {
        summary: 'Say that two records are two people',
        description: 'Removes the pair from the open list for ever. Takes an Idempotency-Key.',
        params,
        body: object({ reason: text(500) }),
        response: { 200: DuplicateView },
      },
    },
    async (request, reply) => {
      const { duplicateId } = request.params
      const decided = { reason: request.body.reason, by: actorOf(request).accountId, now: context.clock.now() }
      const pair = await findDuplicate(context.db, duplicateId)
      if (!pair) throw new Problem(notFound)
      // The stored answer for a repeat is empty, so that it holds no names.
      await once(context, request, reply, 200, async (tx) => {
        if (!(await dismissDuplicate(tx, duplicateId, decided))) throw new Problem(notOpen)
        return {}
      })
      return readView(context, await findDuplicate(context.db, duplicateId))
    },
  )
}

async function readView(context: PatientsContext, pair: Duplicate | undefined): Promise<Static<typeof DuplicateView>> {
  const [view] = pair ? await toViews(context, [pair]) : []
  if (!view) throw new Problem(notFound)
  return view
}
