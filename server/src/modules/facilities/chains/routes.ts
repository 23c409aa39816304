// The routes of chains: everybody may read them, and national administrators register and correct them.
import { access } from '../../../platform/access.ts'
import { Cursor, Limit, object, page, Type, text } from '../../../platform/contract.ts'
import { IfMatch, requireVersion, sendTagged, toTag, unchanged } from '../../../platform/http/tagged.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { cursor, cutPage, refuseCursor } from '../../../platform/paging.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import { ChainFacts, ChainId, chainChangedMeanwhile } from '../contract.ts'
import type { Chain, FacilitiesContext } from '../tables.ts'
import { ChainChange, changeChain, NewChain, registerChain, toChainFacts } from './steps.ts'
import { findChain, listChains, lockChain } from './store.ts'

const params = object({ chainId: ChainId })
const WORDS_MAX = 5

export const chainRoutes = (context: FacilitiesContext) => (app: App) => {
  addReading(app, context)
  addRegistration(app, context)
  addChange(app, context)
}

function addReading(app: App, context: FacilitiesContext): void {
  app.get(
    '/v1/chains',
    {
      config: { access: access.public },
      schema: {
        summary: 'List chains',
        description: 'Lists chains by name. For the facilities of a chain use GET /v1/facilities?chain=',
        querystring: object({
          q: Type.Optional(text(100, { description: 'Words or parts of words. The names must hold each of them.' })),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(ChainFacts) },
      },
    },
    async (request) => {
      const { q = '', limit, cursor } = request.query
      const after = await findLast(context, position.read(cursor))
      const words = q.normalize('NFC').split(/\s+/).filter(Boolean).slice(0, WORDS_MAX)
      const found = await listChains(context.db, { words, after, limit: limit + 1 })
      const { shown, next } = cutPage(found, limit, position.write)
      return { items: shown.map(toChainFacts), ...next }
    },
  )

  app.get(
    '/v1/chains/:chainId',
    {
      config: { access: access.public },
      schema: { summary: 'Read a chain', params, response: { 200: ChainFacts, ...unchanged } },
    },
    async (request, reply) => {
      const chain = await findChain(context.db, request.params.chainId)
      if (!chain) throw new Problem(notFound)
      const tagged = { answer: toChainFacts(chain), tag: toTag(chain.version), cacheControl: 'public, no-cache' }
      return sendTagged(request, reply, tagged)
    },
  )
}

/** The cursor holds the id of the last chain and not its name, because names change. */
const position = cursor({ id: ChainId })

async function findLast({ db }: FacilitiesContext, last: { id: ChainId } | undefined): Promise<Chain | undefined> {
  const chain = last && (await findChain(db, last.id))
  if (last && !chain) throw refuseCursor()
  return chain
}

function addRegistration(app: App, context: FacilitiesContext): void {
  app.post(
    '/v1/chains',
    {
      config: { access: may('chain.manage').at('anywhere') },
      schema: {
        summary: 'Register a chain',
        description:
          'To add a facility to it, send PATCH /v1/facilities/{facilityId} with `chainId`. Takes an Idempotency-Key.',
        body: NewChain,
        response: { 201: ChainFacts },
      },
    },
    (request, reply) =>
      once(context, request, reply, 201, async (tx) =>
        toChainFacts(await registerChain(tx, context, request.body, originOf(request))),
      ),
  )
}

function addChange(app: App, context: FacilitiesContext): void {
  app.patch(
    '/v1/chains/:chainId',
    {
      config: { access: may('chain.manage').at('anywhere') },
      schema: {
        summary: 'Correct a chain',
        description:
          'Changes only the fields that you send. With `If-Match` you do not overwrite a change by somebody else.',
        params,
        headers: IfMatch,
        body: ChainChange,
        response: { 200: ChainFacts },
      },
    },
    async (request, reply) => {
      const chain = await transaction(context.db, async (tx) => {
        const before = await lockChain(tx, request.params.chainId)
        if (!before) throw new Problem(notFound)
        requireVersion(before, request.headers['if-match'], chainChangedMeanwhile)
        return changeChain(tx, context, before, request.body, originOf(request))
      })
      void reply.header('etag', toTag(chain.version))
      return toChainFacts(chain)
    },
  )
}
