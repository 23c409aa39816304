// The routes of the first screens: the money of a hospital now, and of the hospitals of a chain.
import { actorOf } from '../../../platform/access.ts'
import { dayInIndia, startOfDayInIndia } from '../../../platform/clock.ts'
import { Amount, Cursor, Day, Instant, Limit, object, page, type Static, Type } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import type { BillingContext } from '../tables.ts'
import { sumWaiting, type Waiting } from './store.ts'

const DAY_MS = 86_400_000
const Count = Type.Integer({ minimum: 0 })

const Numbers = object({
  facilityId: FacilityId,
  people: { ...Count, description: 'Who has charges without an invoice.' },
  charges: Count,
  openPaise: { ...Amount, description: 'What stands on no invoice yet.' },
  refunds: { ...Count, description: 'Invoices of which money must be given back.' },
  refundPaise: Amount,
  drawersOpen: Count,
  drawersToAccept: { ...Count, description: 'Closed drawers whose money nobody else has accepted.' },
  differences: { ...Count, description: 'Drawers closed today that held another sum than expected.' },
  shortPaise: { ...Amount, description: 'What lacked in those drawers.' },
  overPaise: { ...Amount, description: 'What was too much in those drawers.' },
  takenPaise: { ...Amount, description: 'Money that came in today.' },
  givenPaise: { ...Amount, description: 'Money that was given back today.' },
})
const Overview = object({ asOf: Instant, day: Day, ...Numbers.properties })

export const overviewRoutes = (context: BillingContext) => (app: App) => {
  addFacility(app, context)
  addChain(app, context)
}

function addFacility(app: App, context: BillingContext): void {
  app.get(
    '/v1/billing/overview',
    {
      config: { access: may('money.refund').at('place') },
      schema: {
        summary: 'Read the numbers of the money of a facility',
        description: 'What waits now, and the money and the differences of today.',
        querystring: object({ facility: FacilityId }),
        response: { 200: Overview },
      },
    },
    async (request) => {
      const { facility } = request.query
      request.permit({ facilityId: facility, cell: cellOf(facility) })
      const [row] = await read(context, [facility])
      const now = context.clock.now()
      return { asOf: now.toISOString(), day: dayInIndia(now), ...toNumbers(row as Waiting) }
    },
  )
}

const position = cursor({ facilityId: FacilityId })

function addChain(app: App, context: BillingContext): void {
  app.get(
    '/v1/billing/overview/hospitals',
    {
      config: { access: may('day.compare').at('place') },
      schema: {
        summary: 'Compare the money of the hospitals of a chain',
        description: 'The same numbers for each facility of the chain.',
        querystring: object({ limit: Limit, cursor: Type.Optional(Cursor) }),
        response: { 200: page(Numbers) },
      },
    },
    async (request) => {
      const { chainId, chainFacilities } = actorOf(request)
      request.permit({ chainId })
      const { limit, cursor: from } = request.query
      const after = position.read(from)?.facilityId ?? ''
      const ids = [...((chainFacilities ?? []) as Iterable<FacilityId>)].filter((id) => id > after).sort()
      const { shown, next } = cutPage(ids.slice(0, limit + 1), limit, (facilityId) => position.write({ facilityId }))
      return { items: (await read(context, shown)).map(toNumbers), ...next }
    },
  )
}

async function read({ db, clock }: BillingContext, facilityIds: readonly FacilityId[]): Promise<Waiting[]> {
  if (facilityIds.length === 0) return []
  const day = dayInIndia(clock.now())
  const from = startOfDayInIndia(day)
  return sumWaiting(db, facilityIds, { day, from, until: new Date(from.getTime() + DAY_MS) })
}

const toNumbers = (row: Waiting): Static<typeof Numbers> => ({
  ...{ facilityId: row.facility_id, people: row.people, charges: row.charges, openPaise: row.open_paise },
  ...{ refunds: row.refunds, refundPaise: row.refund_paise, drawersOpen: row.drawers_open },
  ...{ drawersToAccept: row.drawers_to_accept, differences: row.differences, shortPaise: row.short_paise },
  ...{ overPaise: row.over_paise, takenPaise: row.taken_paise, givenPaise: row.given_paise },
})
