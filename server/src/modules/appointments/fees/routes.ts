// The routes of fees that are stuck: staff see what could not be raised or reversed, and try it again.
import { Instant, Limit, object, oneOf, Type } from '../../../platform/contract.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { appointmentParams, findPermitted } from '../booking/access.ts'
import { AppointmentId } from '../contract.ts'
import type { AppointmentsContext, StuckFee } from '../tables.ts'
import { retryFee } from './steps.ts'
import { listStuck, listStuckOf } from './store.ts'

const StuckView = object({
  appointmentId: AppointmentId,
  deed: oneOf(['charge', 'reversal'], { description: 'What could not be done.' }),
  problem: Type.String({ description: 'The name of the problem, as at /problems.' }),
  failedAt: Instant,
})

const toView = ({ appointment_id, deed, problem, failed_at }: StuckFee) => ({
  ...{ appointmentId: appointment_id, deed, problem, failedAt: failed_at.toISOString() },
})

export const feeRoutes = (context: AppointmentsContext) => (app: App) => {
  app.get(
    '/v1/appointments/stuck-fees',
    {
      config: { access: may('appointment.oversee').at('place') },
      schema: {
        summary: 'List fees that could not be raised or reversed',
        description:
          'Billing refused them, or did not answer for an hour. No seat is lost for it. The oldest come first.',
        querystring: object({ facility: FacilityId, limit: Limit }),
        response: { 200: object({ items: Type.Array(StuckView) }) },
      },
    },
    async (request) => {
      const { facility, limit } = request.query
      request.permit({ facilityId: facility })
      return { items: (await listStuck(context.db, facility, limit)).map(toView) }
    },
  )
  app.post(
    '/v1/appointments/:appointmentId/fee-repetition',
    {
      config: { access: may('appointment.receive').at('record') },
      schema: {
        summary: 'Try again to raise or reverse the fee',
        description: 'What is still stuck is in the answer, with its newest problem. A repeat raises nothing twice.',
        params: appointmentParams,
        response: { 200: object({ items: Type.Array(StuckView) }) },
      },
    },
    async (request) => {
      const found = await findPermitted(context, request)
      const stuck = await listStuckOf(context.db, found.id)
      const deeds = stuck.map(({ deed }) => deed)
      await retryFee(context, found, deeds, originOf(request))
      return { items: (await listStuckOf(context.db, found.id)).map(toView) }
    },
  )
}
