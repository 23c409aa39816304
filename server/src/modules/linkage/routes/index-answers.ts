// The route at which an outside index that answers later calls back, signed by Standard Webhooks.
import { access } from '../../../platform/access.ts'
import { object, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { notFound, Problem, signInNeeded } from '../../../platform/problem.ts'
import { toConcerned } from '../choosing.ts'
import { WorkflowId } from '../contract.ts'
import { IndexAnswerBody, indexKeyOf, toCandidates } from '../index-http.ts'
import type { Linking } from '../linking.ts'
import { decide } from '../rules.ts'
import { toSettlement } from '../settlement.ts'
import { isSigned } from '../signing.ts'
import { findSearch } from '../store/workflows.ts'
import type { LinkageContext, WorkflowRow } from '../tables.ts'

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
          '`search-id` must be that of the newest search of this workflow.',
        params,
        body: IndexAnswerBody,
        response: { 204: Type.Null({ description: 'Taken, or known already.' }) },
      },
    },
    async (request, reply) => {
      const id = request.params.workflowId
      const workflow = await findSearch(context.pool, id, request.body['search-id'])
      if (!workflow || request.body['request-id'] !== id) throw new Problem(notFound)
      if (workflow.status === 'REQUESTED') await settleAnswer(context, linking, workflow, request.body)
      reply.code(204)
      return null
    },
  )
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
  // Only while this search is the newest: one that reconciliation has begun anew waits for its own answer.
  const settlement = toSettlement(context, toConcerned(workflow), decision, workflow.lease)
  await settler.settle({ ...settlement, from: ['REQUESTED'] })
  nudgeCallbacks()
}
