// The route for the later answers of an outside index, signed by Standard Webhooks.
import { access } from '../../../platform/access.ts'
import { object, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { notFound, Problem, signInNeeded } from '../../../platform/problem.ts'
import { isSigned } from '../../../platform/signing.ts'
import { WorkflowId } from '../contract.ts'
import type { Linking } from '../linking.ts'
import { withoutObjecting } from '../objections/steps.ts'
import { decide } from '../rules.ts'
import type { LinkageContext, WorkflowRow } from '../tables.ts'
import { toConcerned } from '../workflows/choosing.ts'
import { searchIdOf } from '../workflows/patient-index.ts'
import { LINKED_TO_ANOTHER, toFailure, toSettlement } from '../workflows/settlement.ts'
import { PENDING } from '../workflows/states.ts'
import { findLease, findWorkflow } from '../workflows/store.ts'
import { IndexAnswerBody, indexKeyOf, toCandidates } from './index-http.ts'

const params = object({ workflowId: WorkflowId })
const DIGEST_TYPE = 'application/json'

export const indexAnswerRoutes = (context: LinkageContext, linking: Linking) => (app: App) => {
  const { indexSecret } = context.config.linkage
  if (indexSecret === undefined) return
  const key = indexKeyOf(indexSecret)
  void app.register(async (scope) => {
    // The signature covers the sent bytes. So we read the body as text and check the signature before we parse it.
    scope.removeContentTypeParser(DIGEST_TYPE)
    scope.addContentTypeParser(DIGEST_TYPE, { parseAs: 'string' }, (request, body, done) => {
      if (!isSigned(key, request.headers, body as string, context.clock.now())) {
        return done(new Problem(signInNeeded, { detail: 'The signature is wrong or too old. Check secret and clock.' }))
      }
      try {
        done(null, JSON.parse(body as string))
      } catch (error) {
        done(error as Error)
      }
    })
    addAnswer(scope as unknown as App, context, linking)
  })
}

function addAnswer(app: App, context: LinkageContext, linking: Linking): void {
  app.post(
    '/link/:workflowId/index-answer',
    {
      // An outside index has no account. Its signature proves who it is.
      config: { access: access.public },
      schema: {
        summary: 'Answer a search later',
        description:
          'Only for the outside patient index. Sign the request by Standard Webhooks with the secret of the ' +
          'installation. `search-id` must name a search of this workflow: the newest one, or an earlier one while ' +
          'the workflow still waits.',
        params,
        body: IndexAnswerBody,
        response: { 204: Type.Null({ description: 'Sehat has taken the answer, or knew it already.' }) },
      },
    },
    async (request, reply) => {
      const id = request.params.workflowId
      const workflow = await findWorkflow(context.pool, id)
      if (!workflow || request.body['request-id'] !== id) throw new Problem(notFound)
      if (!(await isSearched(context, workflow, request.body['search-id']))) throw new Problem(notFound)
      if (PENDING.includes(workflow.status)) await settleAnswer(context, linking, workflow, request.body)
      reply.code(204)
      return null
    },
  )
}

// The name of a search holds the number of its lease. An older release used other names; the row holds such a name.
async function isSearched(
  { pool }: LinkageContext,
  { id, search_id }: WorkflowRow,
  searchId: string,
): Promise<boolean> {
  const number = Number(/-([1-9][0-9]{0,8})$/.exec(searchId)?.[1] ?? 0)
  if (searchId === search_id) return true
  return number > 0 && searchId === searchIdOf(id, number) && number <= (await findLease(pool, id))
}

async function settleAnswer(
  context: LinkageContext,
  { requests, settler, nudgeCallbacks }: Linking,
  workflow: WorkflowRow,
  body: IndexAnswerBody,
): Promise<void> {
  const request = await requests.read(workflow)
  if (!request) throw new Problem(notFound)
  const candidates = await withoutObjecting(context, toCandidates(body))
  const decision = decide(request.patient, candidates, workflow.choice_by)
  // This write has no lease and may come in any pending state. The answer may come before we write that it comes later,
  // or after a new search has begun. Both searches ask about the same patient, so the answer holds for both. A worker
  // that works on the workflow loses its lease.
  const concerned = toConcerned(workflow)
  const settled = await settler.settle({ ...toSettlement(context, concerned, decision, null), from: PENDING })
  if (settled === 'already-linked') {
    await settler.settle({ ...toFailure(context, concerned, LINKED_TO_ANOTHER, null), from: PENDING })
  }
  nudgeCallbacks()
}
