// The route of the numbers of a laboratory: how much waits at each step, for its home page and above its lists.
import { object, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import type { DiagnosticsContext } from '../tables.ts'
import { countWork } from './store.ts'

const Count = Type.Integer({ minimum: 0, description: 'Orders with a line that waits for this step.' })

export const countingRoutes = (context: DiagnosticsContext) => (app: App) => {
  app.get(
    '/v1/diagnostics/worklists',
    {
      config: { access: may('specimen.collect').at('place') },
      schema: {
        summary: 'Count the work of a laboratory',
        description: 'How many orders stand on each worklist, and how many critical results nobody has acknowledged.',
        querystring: object({ lab: FacilityId }),
        response: {
          200: object({
            ...{ collect: Count, receive: Count, enter: Count, authorise: Count, overdue: Count },
            critical: Type.Integer({ minimum: 0 }),
          }),
        },
      },
    },
    async (request) => {
      const { lab } = request.query
      request.permit({ facilityId: lab })
      return countWork(context.db, lab, context.clock.now())
    },
  )
}
