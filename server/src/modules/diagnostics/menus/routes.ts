// The routes with which a facility says which tests it offers, and when its laboratory collects.
import { object, oneOf, Type } from '../../../platform/contract.ts'
import { IfMatch, toTag } from '../../../platform/http/tagged.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { PriceCode } from '../../billing/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { TestCode } from '../contract.ts'
import type { DiagnosticsContext, Lab, MenuEntry } from '../tables.ts'
import { keepPolicy, offerTest, requireFacility } from './steps.ts'
import { findLab } from './store.ts'

export const NewEntry = object({
  priceCode: { ...PriceCode, description: 'Code in the price list of the facility.' },
  inHouse: Type.Boolean({ description: 'False: another laboratory does the test.' }),
  twoPersons: Type.Boolean({ description: 'Whoever enters a result does not authorise it.' }),
  isOffered: Type.Boolean(),
})

const EntryView = object({
  facilityId: FacilityId,
  code: TestCode,
  ...NewEntry.properties,
  version: Type.Integer({ minimum: 1 }),
})

export const NewPolicy = object({
  paysFirst: Type.Boolean({ description: 'A routine test is collected only when it is paid.' }),
  language: oneOf(['en', 'hi'], { description: 'Of the reports that are kept as documents.' }),
})
const PolicyView = object({ facilityId: FacilityId, ...NewPolicy.properties })

export const menuRoutes = (context: DiagnosticsContext) => (app: App) => {
  addPolicy(app, context)
  app.put(
    '/v1/diagnostics/menus/:facilityId/:code',
    {
      config: { access: may('menu.manage').at('place') },
      schema: {
        summary: 'Offer a test or a panel at a facility',
        description:
          'A panel has one price for all its tests. With `If-Match` and the version you do not overwrite a change by ' +
          'somebody else. Orders that stand keep what held when they were placed.',
        params: object({ facilityId: FacilityId, code: TestCode }),
        headers: IfMatch,
        body: NewEntry,
        response: { 200: EntryView },
      },
    },
    async (request, reply) => {
      const { facilityId, code } = request.params
      request.permit({ facilityId })
      const facility = await requireFacility(context, facilityId)
      const stated = { ...request.body, code, ifMatch: request.headers['if-match'], origin: originOfActor(request) }
      const entry = await transaction(context.db, (tx) => offerTest(tx, facility, stated))
      void reply.header('etag', toTag(entry.version))
      return toEntryView(entry)
    },
  )

  app.put(
    '/v1/diagnostics/laboratories/:facilityId',
    {
      config: { access: may('menu.manage').at('place') },
      schema: {
        summary: 'Set the policy of a laboratory',
        description: 'Until somebody sets it, routine tests are paid first, and reports are in English.',
        params: object({ facilityId: FacilityId }),
        body: NewPolicy,
        response: { 200: PolicyView },
      },
    },
    async (request) => {
      const { facilityId } = request.params
      request.permit({ facilityId })
      const facility = await requireFacility(context, facilityId)
      return toPolicyView(await transaction(context.db, (tx) => keepPolicy(tx, facility, request.body)))
    },
  )
}

function addPolicy(app: App, context: DiagnosticsContext): void {
  app.get(
    '/v1/diagnostics/laboratories/:facilityId',
    {
      config: { access: may('menu.manage').at('place') },
      schema: {
        summary: 'Get the policy of a laboratory',
        description: 'Until somebody sets it, routine tests are paid first, and reports are in English.',
        params: object({ facilityId: FacilityId }),
        response: { 200: PolicyView },
      },
    },
    async (request) => {
      const { facilityId } = request.params
      request.permit({ facilityId })
      const lab = await findLab(context.db, facilityId)
      return lab ? toPolicyView(lab) : { facilityId, paysFirst: true, language: 'en' as const }
    },
  )
}

const toEntryView = (entry: MenuEntry) => ({
  ...{ facilityId: entry.facility_id, code: entry.code, priceCode: entry.price_code, inHouse: entry.in_house },
  ...{ twoPersons: entry.two_persons, isOffered: entry.is_offered, version: entry.version },
})

const toPolicyView = ({ facility_id, pays_first, language }: Lab) => ({
  ...{ facilityId: facility_id, paysFirst: pays_first, language: language },
})
