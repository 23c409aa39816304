// The route that lists the open and closed sessions of a centre, for its staff and for officials above.

import { Cursor, Day, Limit, object, page, Type } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import type { App, Context } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { SessionId } from '../contract.ts'
import type { VaccinationTables } from '../tables.ts'
import { SessionView, toSessionView } from './routes.ts'
import { listSessionsOfFacility } from './store.ts'

const position = cursor({ day: Day, id: SessionId })

export const sessionListRoutes = (context: Context<VaccinationTables>) => (app: App) => {
  app.get(
    '/v1/vaccination/sessions',
    {
      config: { access: may('session.read').at('place') },
      schema: {
        summary: 'List the sessions of a centre',
        description: 'Open and closed sessions of the days `from` to `to` (default: `from`), in the order of days.',
        querystring: object({
          facility: FacilityId,
          from: Day,
          to: Type.Optional(Day),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(SessionView) },
      },
    },
    async (request) => {
      const { facility, from, to = from, limit, cursor } = request.query
      const cell = cellOf(facility)
      request.permit({ facilityId: facility, cell })
      const days = { cell, facilityId: facility, from, to }
      const sessions = await listSessionsOfFacility(context.db, days, position.read(cursor), limit + 1)
      const { shown, next } = cutPage(sessions, limit, ({ held_on: day, id }) => position.write({ day, id }))
      return { items: shown.map(toSessionView), ...next }
    },
  )
}
