// The route that lists the sessions of a centre, open and closed, for those who work there and officials above.

import { Cursor, Day, Limit, object, page, Type } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import type { App, Context } from '../../../platform/module.ts'
import { cutPage } from '../../../platform/paging.ts'
import { invalidField } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import type { VaccinationTables } from '../tables.ts'
import { SessionView, toSessionView } from './routes.ts'
import { listSessionsOfFacility, type Session } from './store.ts'

const NONE = { day: '0001-01-01', id: '00000000-0000-0000-0000-000000000000' }

export const sessionListRoutes = (context: Context<VaccinationTables>) => (app: App) => {
  app.get(
    '/v1/vaccination/sessions',
    {
      config: { access: may('session.read').at('place') },
      schema: {
        summary: 'List the sessions of a centre',
        description: 'Open and closed ones, of the days `from` to `to`, in the order of days.',
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
      const sessions = await listSessionsOfFacility(context.db, days, readCursor(cursor), limit + 1)
      const { shown, next } = cutPage(sessions, limit, toCursor)
      return { items: shown.map(toSessionView), ...next }
    },
  )
}

function toCursor({ held_on, id }: Session): string {
  return Buffer.from(`${held_on} ${id}`).toString('base64url')
}

function readCursor(cursor: string | undefined): typeof NONE {
  if (cursor === undefined) return NONE
  const match = /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
    Buffer.from(cursor, 'base64url').toString(),
  )
  if (!match) throw invalidField('query/cursor', 'is not a nextCursor of this list')
  return { day: match[1] as string, id: match[2] as string }
}
