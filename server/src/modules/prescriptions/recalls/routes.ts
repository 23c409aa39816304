// The route of a recall: who got a lot at a facility, so that somebody can reach them.
import { Cursor, Instant, Limit, object, page, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { ItemCode, Lot, Maker } from '../../inventory/contract.ts'
import { findPatients, PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { DispenseId } from '../dispensing/contract.ts'
import type { PrescriptionsContext } from '../tables.ts'
import { listRecipients } from './store.ts'

const RecipientView = object({
  dispenseId: DispenseId,
  handedOverAt: Instant,
  handedTo: Type.String(),
  quantity: Type.Integer({ minimum: 1, description: 'What did not come back.' }),
  patientId: Type.Optional(PatientId),
  patientName: Type.Optional(Type.String()),
})

const position = cursor({ handedOverAt: Instant, id: DispenseId })

export const recallRoutes = (context: PrescriptionsContext) => (app: App) => {
  app.get(
    '/v1/dispenses/recipients',
    {
      config: { access: may('recipient.read').at('place') },
      schema: {
        summary: 'List who got a lot',
        description: 'As the dispenses of the facility say it, so also what was handed over during a recall is there.',
        querystring: object({
          facility: FacilityId,
          itemCode: ItemCode,
          lot: Lot,
          maker: Maker,
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(RecipientView) },
      },
    },
    async (request) => {
      const { facility: facilityId, itemCode, lot, maker, limit, cursor: from } = request.query
      request.permit({ facilityId })
      const part = { after: position.read(from), limit: limit + 1 }
      const found = await listRecipients(context.db, { facilityId, itemCode, lot, maker }, part)
      const { shown, next } = cutPage(found, limit, ({ handed_over_at, id }) =>
        position.write({ handedOverAt: handed_over_at.toISOString(), id }),
      )
      const patientIds = [...new Set(shown.flatMap(({ patient_id }) => patient_id ?? []))]
      const people = patientIds.length === 0 ? [] : await context.call(findPatients, { patientIds })
      const names = new Map(people.map(({ patientId, name }) => [patientId, name]))
      const items = shown.map(({ id, handed_over_at, handed_to, quantity, patient_id }) => ({
        ...{ dispenseId: id, handedOverAt: handed_over_at.toISOString(), handedTo: handed_to, quantity },
        ...(patient_id !== null && { patientId: patient_id }),
        ...(patient_id !== null && names.has(patient_id) && { patientName: names.get(patient_id) as string }),
      }))
      return { items, ...next }
    },
  )
}
