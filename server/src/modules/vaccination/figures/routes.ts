// The route of figures for officials: of a district, of a state, or of the country.

import { actorOf, workplaceOf } from '../../../platform/access.ts'
import { CellNumber, Day, Instant, object, oneOf, Type } from '../../../platform/contract.ts'
import type { App, Context } from '../../../platform/module.ts'
import { FacilityId, StateCode } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { Dose, VaccineCode } from '../contract.ts'
import type { VaccinationTables } from '../tables.ts'
import { FIGURE_DAYS_MAX, readFigures } from './figures.ts'

const counts = {
  sessions: Type.Integer(),
  seats: Type.Integer({ description: 'Capacity of these sessions.' }),
  booked: Type.Integer({ description: 'Bookings that are BOOKED or COMPLETED.' }),
  given: Type.Integer({ description: 'Doses given, counted on the day of their session.' }),
  free: Type.Integer({ description: 'Free seats of open sessions from today on.' }),
}

const FiguresView = object({
  asOf: Instant,
  from: Day,
  to: Day,
  level: oneOf(['country', 'state', 'district']),
  total: object(counts),
  days: Type.Array(object({ date: Day, ...counts }), { description: 'Days with sessions.' }),
  places: Type.Array(
    object({
      name: Type.String(),
      state: Type.String(),
      stateCode: StateCode,
      district: Type.Optional(CellNumber),
      facilityId: Type.Optional(FacilityId),
      ...counts,
    }),
    { description: 'The states of the country, the districts of a state, or the centres of a district.' },
  ),
  vaccines: Type.Array(object({ vaccine: VaccineCode, dose: Dose, ...counts })),
})

export const figureRoutes = (context: Context<VaccinationTables>) => (app: App) => {
  app.get(
    '/v1/vaccination/figures',
    {
      config: { access: may('figures.read').at('place') },
      schema: {
        summary: 'Read figures',
        description:
          `For at most ${FIGURE_DAYS_MAX} days; by default the last 14. A district-officer sees only the own ` +
          'district, also without `district`. A national-admin sees every district, every state and the country.',
        querystring: object({
          state: Type.Optional(StateCode),
          district: Type.Optional(CellNumber),
          from: Type.Optional(Day),
          to: Type.Optional(Day),
        }),
        response: { 200: FiguresView },
      },
    },
    async (request) => {
      const { query } = request
      const isWholeAsked = query.state === undefined && query.district === undefined
      const district = isWholeAsked ? workplaceOf(actorOf(request)).cell : query.district
      request.permit({ cell: district })
      return readFigures(context, { ...query, district })
    },
  )
}
