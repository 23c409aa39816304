// The first screen of a pharmacy in one answer: what is open, what it lacks for it, and what is under way. And the
// numbers of a facility.
import { dayInIndia } from '../../../platform/clock.ts'
import { object, type Static, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { StoreId } from '../../inventory/contract.ts'
import { may } from '../access.ts'
import { LineKey } from '../contract.ts'
import { ListedDispense, toListedDispenses } from '../dispensing/views.ts'
import { requireStore } from '../medicines/steps.ts'
import { listLines, listNewest, listOpen } from '../signing/store.ts'
import { ListedView, leftOf, toListedView } from '../signing/views.ts'
import type { Line, PrescriptionsContext, Store } from '../tables.ts'
import { type Levels, readLevels } from './levels.ts'
import { countWork, listUnderWayOf } from './store.ts'

const SHOWN_MAX = 200
const Count = Type.Integer({ minimum: 0 })

const OpenView = object({
  ...ListedView.properties,
  shortLines: Type.Array(LineKey, {
    description: 'Of these the store has less than is left.',
  }),
})

export const worklistRoutes = (context: PrescriptionsContext) => (app: App) => {
  addWorklist(app, context)
  addOverview(app, context)
}

function addWorklist(app: App, context: PrescriptionsContext): void {
  app.get(
    '/v1/dispenses/worklist',
    {
      config: { access: may('dispense.prepare').at('place') },
      schema: {
        summary: 'Read the work of a pharmacy',
        description:
          `The open prescriptions of its facility, the latest first, and its dispenses that are under way, at most ` +
          `${SHOWN_MAX} of each.`,
        querystring: object({ store: StoreId }),
        response: { 200: object({ open: Type.Array(OpenView), underWay: Type.Array(ListedDispense) }) },
      },
    },
    async (request) => {
      const store = await requireStore(context, request.query.store)
      if (!store) throw new Problem(notFound)
      request.permit({ facilityId: store.facility_id })
      const [open, underWay] = await Promise.all([
        readOpen(context, store),
        listUnderWayOf(context.db, { storeId: store.id, now: context.clock.now(), limit: SHOWN_MAX }),
      ])
      return { open, underWay: await toListedDispenses(context, underWay) }
    },
  )
}

async function readOpen(context: PrescriptionsContext, store: Store): Promise<Static<typeof OpenView>[]> {
  const { db, clock } = context
  const today = dayInIndia(clock.now())
  const found = await listOpen(db, { facilityId: store.facility_id, today }, { before: undefined, limit: SHOWN_MAX })
  const [versions, lines] = await Promise.all([
    listNewest(db, found),
    listLines(
      db,
      found.map(({ id }) => id),
    ),
  ])
  const codes = lines.flatMap(({ item_code }) => item_code ?? [])
  const levels = await readLevels(context, store.id, codes)
  return found.flatMap((prescription) => {
    const version = versions.get(prescription.id)
    if (!version) return []
    const own = lines.filter((line) => line.prescription_id === prescription.id)
    const shortLines = own.filter((line) => isShort(line, levels)).map(({ line_key }) => line_key)
    return [{ ...toListedView({ prescription, version, lines: own, today }), shortLines }]
  })
}

/** Of an item that the doctor named in words, nobody knows what the store has. */
const isShort = (line: Line, levels: Levels): boolean =>
  line.item_code !== null && line.state === 'active' && leftOf(line) > (levels.get(line.item_code)?.free ?? 0)

function addOverview(app: App, context: PrescriptionsContext): void {
  app.get(
    '/v1/dispenses/overview',
    {
      config: { access: may('dispense.read').at('place') },
      schema: {
        summary: 'Count the open work of the pharmacies of a facility',
        querystring: object({ facility: FacilityId }),
        response: {
          200: object({
            open: { ...Count, description: 'Prescriptions of which something is left.' },
            unpaid: { ...Count, description: 'Prepared, and waiting for the payment.' },
            ready: { ...Count, description: 'Ready to be handed over.' },
            stuck: { ...Count, description: 'Dispenses that do not go on by themselves.' },
          }),
        },
      },
    },
    async (request) => {
      const { facility } = request.query
      request.permit({ facilityId: facility })
      const now = context.clock.now()
      return countWork(context.db, facility, { now, today: dayInIndia(now) })
    },
  )
}
