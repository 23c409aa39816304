// The routes of PIN codes, states and districts. Only an import changes these, so clients may cache the answers.

import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { access } from '../../../platform/access.ts'
import { CellNumber, Cursor, object, oneOf, Pin, page, type Static, Type } from '../../../platform/contract.ts'
import { sendTagged, unchanged } from '../../../platform/http/tagged.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage, refuseCursor } from '../../../platform/paging.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { Latitude, Longitude, StateCode } from '../contract.ts'
import type { FacilitiesContext } from '../tables.ts'
import { findPin, findState, listDistrictNames, listDistricts, listPostOffices, listStates } from './store.ts'

const District = object({ cell: CellNumber, name: Type.String() })
const State = object({ code: StateCode, name: Type.String() })
const OtherNames = Type.Array(Type.String(), { description: 'Former names and other spellings.' })

const PinView = object({
  pin: Pin,
  district: District,
  state: State,
  otherDistricts: Type.Array(District, { description: 'Other districts that have post offices of this PIN.' }),
  latitude: Latitude,
  longitude: Longitude,
  positionSource: oneOf(['offices', 'district'], {
    description: '`offices`: middle of its post offices. `district`: only the middle of the district is known.',
  }),
  mainOffice: Type.String(),
  offices: Type.Array(
    object({
      name: Type.String(),
      kind: oneOf(['head', 'post', 'branch']),
      isDelivering: Type.Boolean({ description: 'Whether it delivers letters.' }),
    }),
  ),
})

const OFFICE_KINDS = { HO: 'head', PO: 'post', BO: 'branch' } as const

// One page of 100 has room for all states, or for all districts of a state.
const pageQuery = object({
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 100, description: 'How many at the most.' }),
  cursor: Type.Optional(Cursor),
})

const position = cursor({ key: Type.String({ maxLength: 10 }) })

/** Cuts one page from a short list; the cursor is the key of the last item on the page. */
function toPage<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { limit, cursor }: { limit: number; cursor?: string },
): { items: Item[]; nextCursor?: string } {
  const last = position.read(cursor)
  const start = last ? items.findIndex((item) => keyOf(item) === last.key) + 1 : 0
  if (last && start === 0) throw refuseCursor()
  const { shown, next } = cutPage(items.slice(start), limit, (item) => position.write({ key: keyOf(item) }))
  return { items: [...shown], ...next }
}

const MAX_AGE_SECONDS = 3_600

function sendPlaces(request: FastifyRequest, reply: FastifyReply, answer: object): FastifyReply {
  const tag = `"${hash('sha256', JSON.stringify(answer), 'base64url').slice(0, 22)}"`
  return sendTagged(request, reply, { answer, tag, cacheControl: `public, max-age=${MAX_AGE_SECONDS}` })
}

async function readPin({ db }: FacilitiesContext, pin: string): Promise<Static<typeof PinView>> {
  const place = await findPin(db, pin)
  if (!place) throw new Problem(notFound, { detail: 'This PIN is not in the directory: check it' })
  const offices = await listPostOffices(db, pin)
  const others = new Set(offices.map((office) => office[3]).filter((cell) => cell !== null))
  others.delete(place.cell)
  const districts = await listDistrictNames(db, [...others])
  return {
    pin,
    district: { cell: place.cell, name: place.district },
    state: { code: place.stateCode, name: place.state },
    otherDistricts: districts.map(({ cell, district }) => ({ cell, name: district })),
    latitude: place.latitude,
    longitude: place.longitude,
    positionSource: place.position_source,
    mainOffice: place.main_office,
    offices: offices.map(([name, kind, isDelivering]) => ({ name, kind: OFFICE_KINDS[kind], isDelivering })),
  }
}

export const pinRoutes = (context: FacilitiesContext) => (app: App) => {
  app.get(
    '/v1/pins/:pin',
    {
      config: { access: access.public },
      schema: {
        summary: 'Read a PIN code: its district, state, position and post offices',
        params: object({ pin: Pin }),
        response: { 200: PinView, ...unchanged },
      },
    },
    async (request, reply) => sendPlaces(request, reply, await readPin(context, request.params.pin)),
  )
}

export const stateRoutes = (context: FacilitiesContext) => (app: App) => {
  const { db } = context
  app.get(
    '/v1/states',
    {
      config: { access: access.public },
      schema: {
        summary: 'List states and union territories',
        querystring: pageQuery,
        response: { 200: page(object({ ...State.properties, otherNames: OtherNames })), ...unchanged },
      },
    },
    async (request, reply) => {
      const states = (await listStates(db)).map(({ code, name, aliases }) => ({ code, name, otherNames: aliases }))
      const answer = toPage(states, ({ code }) => code, request.query)
      return sendPlaces(request, reply, answer)
    },
  )

  app.get(
    '/v1/states/:code/districts',
    {
      config: { access: access.public },
      schema: {
        summary: 'List the districts of a state',
        params: object({ code: StateCode }),
        querystring: pageQuery,
        response: { 200: page(object({ ...District.properties, otherNames: OtherNames })), ...unchanged },
      },
    },
    async (request, reply) => {
      const { code } = request.params
      if (!(await findState(db, code))) throw new Problem(notFound, { detail: 'No such state: see GET /v1/states' })
      const rows = await listDistricts(db, code)
      const districts = rows.map(({ cell, name, aliases }) => ({ cell, name, otherNames: aliases }))
      const answer = toPage(districts, ({ cell }) => String(cell), request.query)
      return sendPlaces(request, reply, answer)
    },
  )
}
