// The route that withdraws a document: its family what it brought itself, staff within a day, an administrator always.
import { actorOf } from '../../../platform/access.ts'
import { object, text } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { holdingOf } from '../../../platform/powers.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import { DocumentId, retained } from '../contract.ts'
import type { Owners } from '../reading/owners.ts'
import { findDocument, lockDocument } from '../store.ts'
import { requireState, withdraw } from '../storing/steps.ts'
import type { DocumentRow, DocumentsContext } from '../tables.ts'
import { DocumentView, toView } from '../views.ts'
import { isFree, isOfStaff } from './rules.ts'

export const endingRoutes = (context: DocumentsContext, owners: Owners) => (app: App) => {
  app.post(
    '/v1/documents/:documentId/withdrawal',
    {
      config: { access: may('document.withdraw').at('record') },
      schema: {
        summary: 'Withdraw a document',
        description:
          'Nobody reads it any more. The family withdraws what it brought itself. Staff withdraw what they brought ' +
          'within a day; afterwards an administrator of the facility does. The bytes go when the law lets them go.',
        params: object({ documentId: DocumentId }),
        body: object({ reason: text(300, { description: 'The family and the facility see it.' }) }),
        response: { 200: DocumentView },
      },
    },
    async (request, reply) => {
      const document = await findDocument(context.db, request.params.documentId)
      if (!document) throw new Problem(notFound)
      const { accountIds } = await owners.person(document.patient_id)
      const { accountId, facilityId } = actorOf(request)
      const isFamily = accountIds.includes(accountId)
      const oversees = request.holds('document.oversee')
      const isHere = isOfStaff(document, { accountId, facilityId, oversees })
      request.permit({ ...(isFamily && { accountId }), ...(isHere && { facilityId }) })
      const asFamily = request.actingRole !== null && holdingOf(request.actingRole) === 'family'
      const mayNow = isFree(document, { asFamily, oversees }, context.clock.now())
      return once(context, request, reply, 200, async (tx) => {
        const locked = (await lockDocument(tx, document.id)) as DocumentRow
        requireState(locked, 'withdraw')
        if (!mayNow) throw new Problem(retained, { members: { until: locked.retain_until } })
        return toView(await withdraw(tx, locked, request.body.reason.trim(), originOfActor(request)))
      })
    },
  )
}
