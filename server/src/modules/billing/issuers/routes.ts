// The routes of issuers: who issues the bills of a facility, and setting it.
import { Amount, object, type Static, Type } from '../../../platform/contract.ts'
import { IfMatch, toTag } from '../../../platform/http/tagged.ts'
import { cellOf } from '../../../platform/id.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import type { BillingContext, Issuer } from '../tables.ts'
import { NewIssuer, setIssuer } from './steps.ts'
import { findIssuer } from './store.ts'

const IssuerView = object({
  facilityId: FacilityId,
  legalName: Type.String(),
  address: Type.String(),
  stateCode: Type.String(),
  gstin: Type.Optional(Type.String()),
  prefix: Type.String(),
  upiVpa: Type.Optional(Type.String()),
  hasCallbackSecret: Type.Boolean({ description: 'The payment provider can tell what was paid.' }),
  isGovernment: Type.Boolean(),
  creditLimitPaise: Amount,
  version: Type.Integer(),
})

const params = object({ facilityId: FacilityId })
const URL = '/v1/billing/issuers/:facilityId'

export const issuerRoutes = (context: BillingContext) => (app: App) => {
  addReading(app, context)
  addSetting(app, context)
}

function addReading(app: App, { db }: BillingContext): void {
  app.get(
    URL,
    {
      config: { access: may('issuer.manage').at('place') },
      schema: { summary: 'Read who issues the bills of a facility', params, response: { 200: IssuerView } },
    },
    async (request, reply) => {
      const { facilityId } = request.params
      request.permit({ facilityId, cell: cellOf(facilityId) })
      const issuer = await findIssuer(db, facilityId)
      if (!issuer) throw new Problem(notFound)
      void reply.header('etag', toTag(issuer.version))
      return toView(issuer)
    },
  )
}

function addSetting(app: App, { db, keys }: BillingContext): void {
  app.put(
    URL,
    {
      config: { access: may('issuer.manage').at('place') },
      schema: {
        summary: 'Set who issues the bills of a facility',
        description:
          'Bills that were issued keep what they say. Prefix and GSTIN stay while the financial year has bills with ' +
          'them. Without `callbackSecret` the one that is set stays. With `If-Match` you do not overwrite a change ' +
          'by somebody else.',
        ...{ params, headers: IfMatch, body: NewIssuer, response: { 200: IssuerView } },
      },
    },
    async (request, reply) => {
      const { facilityId } = request.params
      request.permit({ facilityId, cell: cellOf(facilityId) })
      const setting = { keys, ifMatch: request.headers['if-match'], accountId: originOfActor(request).actorId }
      const issuer = await transaction(db, (tx) => setIssuer(tx, facilityId, request.body, setting))
      void reply.header('etag', toTag(issuer.version))
      return toView(issuer)
    },
  )
}

const toView = (issuer: Issuer): Static<typeof IssuerView> => ({
  ...{ facilityId: issuer.facility_id, legalName: issuer.legal_name, address: issuer.address },
  ...{ stateCode: issuer.state_code, prefix: issuer.prefix, isGovernment: issuer.is_government },
  ...(issuer.gstin !== null && { gstin: issuer.gstin }),
  ...(issuer.upi_vpa !== null && { upiVpa: issuer.upi_vpa }),
  ...{ hasCallbackSecret: issuer.callback_secret !== null, creditLimitPaise: issuer.credit_limit_paise },
  version: issuer.version,
})
