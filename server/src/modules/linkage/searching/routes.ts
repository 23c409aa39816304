// The route at which an outside index that answers later calls back, signed by Standard Webhooks.
import { access } from '../../../platform/access.ts'
import { object, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { notFound, Problem, signInNeeded } from '../../../platform/problem.ts'
import { isSigned } from '../callbacks/signing.ts'
import { WorkflowId } from '../contract.ts'
import type { Linking } from '../linking.ts'
import { decide } from '../rules.ts'
import type { LinkageContext, WorkflowRow } from '../tables.ts'
import { toConcerned } from '../workflows/choosing.ts'
import { searchIdOf } from '../workflows/patient-index.ts'
import { toFailure, toSettlement } from '../workflows/settlement.ts'
import { PENDING } from '../workflows/states.ts'
import { findWorkflow } from '../workflows/store.ts'
import { IndexAnswerBody, indexKeyOf, toCandidates } from './index-http.ts'

const params = object({ workflowId: WorkflowId })
const DIGEST_TYPE = 'application/json'

export const indexAnswerRoutes = (context: LinkageContext, linking: Linking) => (app: App) => {
  const { indexSecret } = context.config.linkage
  if (indexSecret === undefined) return
  const key = indexKeyOf(indexSecret)
  void app.register(async (scope) => {
    // The signature is over the bytes that were sent, so they are kept until it is checked.
    scope.removeContentTypeParser(DIGEST_TYPE)
    scope.addContentTypeParser(DIGEST_TYPE, { parseAs: 'string' }, (request, body, done) => {
      if (!isSigned(key, request.headers, body as string, context.clock.now())) {
        return done(new Problem(signInNeeded, { detail: 'The signature is not right, or too old' }))
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
      // Its proof is the signature: an outside index has no account.
      config: { access: access.public },
      schema: {
        summary: 'Answer a search later',
        description:
          'For the outside patient index. Signed by Standard Webhooks with the secret of the installation; ' +
          '`search-id` must be that of a search of this workflow: the newest or, while it still waits, an earlier one.',
        params,
        body: IndexAnswerBody,
        response: { 204: Type.Null({ description: 'Taken, or known already.' }) },
      },
    },
    async (request, reply) => {
      const id = request.params.workflowId
      const workflow = await findWorkflow(context.pool, id)
      if (!workflow || request.body['request-id'] !== id) throw new Problem(notFound)
      if (!isSearched(workflow, request.body['search-id'])) throw new Problem(notFound)
      if (PENDING.includes(workflow.status)) await settleAnswer(context, linking, workflow, request.body)
      reply.code(204)
      return null
    },
  )
}

// Every search runs under a lease. One that was begun before searches were named by it stands in the row.
function isSearched({ id, lease, search_id }: WorkflowRow, searchId: string): boolean {
  const number = Number(/-([1-9][0-9]{0,8})$/.exec(searchId)?.[1] ?? 0)
  return searchId === search_id || (number > 0 && number <= lease && searchId === searchIdOf(id, number))
}

async function settleAnswer(
  context: LinkageContext,
  { requests, settler, nudgeCallbacks }: Linking,
  workflow: WorkflowRow,
  body: IndexAnswerBody,
): Promise<void> {
  const request = await requests.read(workflow)
  if (!request) throw new Problem(notFound)
  const decision = decide(request.patient, toCandidates(body), workflow.choice_by)
  // Without a lease, from wherever it waits: the answer may be quicker than our note that it comes later, or come when
  // the search has been begun anew. What the index knows of this patient is the same in both; whoever is at work loses.
  const concerned = toConcerned(workflow)
  const settled = await settler.settle({ ...toSettlement(context, concerned, decision, null), from: PENDING })
  if (settled === 'already-linked') {
    await settler.settle({ ...toFailure(context, concerned, 'already-linked', null), from: PENDING })
  }
  nudgeCallbacks()
}
