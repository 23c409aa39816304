// The route of availability by place: how many seats are free in each state, or in each district of one state.
import type { FastifyReply } from 'fastify'
import { access } from '../../../platform/access.ts'
import type { Clock } from '../../../platform/clock.ts'
import { CellNumber, Day, Instant, object, Type } from '../../../platform/contract.ts'
import { sendReady } from '../../../platform/http/ready-answers.ts'
import type { App } from '../../../platform/module.ts'
import { StateCode } from '../../facilities/contract.ts'
import { PlaceSums } from './place-sums.ts'
import type { Availability } from './projection.ts'

const PLACES_ROUTE = '/v1/vaccination/availability/places'

const Sums = {
  available: Type.Integer({ description: 'Free seats from `from` to `to`.' }),
  centres: Type.Integer({ description: 'Centres with a free seat.' }),
}

const PlacesView = object({
  asOf: Instant,
  from: Day,
  to: Day,
  items: Type.Array(
    object({
      code: Type.Optional(StateCode),
      cell: Type.Optional(CellNumber),
      name: Type.Optional(Type.String({ description: 'The district.' })),
      ...Sums,
    }),
  ),
})

const placeRoutes = (sums: PlaceSums) => (app: App) => {
  app.get(
    PLACES_ROUTE,
    {
      config: { access: access.public },
      schema: {
        summary: 'Count free seats by state or district',
        description:
          'The free seats of the next seven days: without `state` in each state (`code`), with it in each district ' +
          '(`cell`, `name`) of that state. States and districts without a centre are left out. The answer is at most ' +
          'five seconds old.',
        querystring: object({ state: Type.Optional(StateCode) }),
        response: { 200: PlacesView },
      },
    },
    (request, reply) =>
      void sendReady(request, reply as unknown as FastifyReply, sums.answer(request.url, request.query.state)),
  )
}

/** The route, and its answers that are ready. */
export function openPlaces(availability: Availability, clock: Clock) {
  const sums = new PlaceSums(availability, clock)
  return { routes: placeRoutes(sums), ready: { route: PLACES_ROUTE, recall: sums.recall } }
}
