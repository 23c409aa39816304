// The routes of prices: the list that everybody may read, and setting a price.
import { access } from '../../../platform/access.ts'
import { dayInIndia } from '../../../platform/clock.ts'
import { Cursor, Day, Limit, object, page, Type, text } from '../../../platform/contract.ts'
import { IfMatch, toTag } from '../../../platform/http/tagged.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { invalidField } from '../../../platform/problem.ts'
import { toSearchText } from '../../../platform/words.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { PriceCode, PriceFacts } from '../contract.ts'
import { toPriceFacts } from '../rules.ts'
import type { BillingContext } from '../tables.ts'
import { NewPrice, setPrice } from './steps.ts'
import { listOffered } from './store.ts'

const WORDS_MAX = 5
const position = cursor({ code: PriceCode })

export const priceRoutes = (context: BillingContext) => (app: App) => {
  addList(app, context)
  addSetting(app, context)
}

function addList(app: App, { db, clock }: BillingContext): void {
  app.get(
    '/v1/billing/prices',
    {
      config: { access: access.public },
      schema: {
        summary: 'List the prices of a facility',
        description: 'The prices that hold today, or on another day, in the order of their codes.',
        querystring: object({
          facility: FacilityId,
          day: Type.Optional({ ...Day, description: 'Default is today.' }),
          q: Type.Optional(text(100, { description: 'Words or parts of words of name or code; each must occur.' })),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(PriceFacts) },
      },
    },
    async ({ query }) => {
      const { facility: facilityId, day = dayInIndia(clock.now()), q, limit, cursor: from } = query
      const search = { facilityId, day, words: readWords(q), after: position.read(from)?.code, limit: limit + 1 }
      const { shown, next } = cutPage(await listOffered(db, search), limit, position.write)
      return { items: shown.map(toPriceFacts), ...next }
    },
  )
}

/** The words of `q` in search form. Throws a 400 when it has no letter and no digit. */
function readWords(q: string | undefined): readonly string[] {
  if (q === undefined) return []
  const words = toSearchText(q).split(' ').slice(0, WORDS_MAX)
  if (words[0] === '') throw invalidField('query/q', 'needs at least one letter or digit')
  return words
}

function addSetting(app: App, { db }: BillingContext): void {
  app.put(
    '/v1/billing/prices/:facilityId/:code',
    {
      config: { access: may('price.manage').at('place') },
      schema: {
        summary: 'Set a price of a facility',
        description:
          'The price holds from `validFrom` on, today or later, until the next one of the same code. It takes the ' +
          'place of one that begins on the same day. Without `discountMaxBasisPoints` there is no discount. With ' +
          '`isOffered: false` the facility does not sell it from this day on. With `If-Match` and the version of the ' +
          'code you do not overwrite a change by somebody else.',
        params: object({ facilityId: FacilityId, code: PriceCode }),
        headers: IfMatch,
        body: NewPrice,
        response: { 200: PriceFacts },
      },
    },
    async (request, reply) => {
      const { params, body } = request
      request.permit({ facilityId: params.facilityId })
      const stated = { ifMatch: request.headers['if-match'], origin: originOfActor(request) }
      const price = await transaction(db, (tx) => setPrice(tx, params, body, stated))
      void reply.header('etag', toTag(price.version))
      return toPriceFacts(price)
    },
  )
}
