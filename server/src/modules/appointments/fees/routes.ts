// The routes of fees that are stuck: staff see what could not be raised or reversed, try it again, or settle it.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { Day, Instant, Limit, object, oneOf, Paise, type Static, Type, text } from '../../../platform/contract.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { FacilityId } from '../../facilities/contract.ts'
import type { AccountId } from '../../identity/contract.ts'
import { findPatients } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { type AppointmentRequest, appointmentParams, findPermitted } from '../booking/access.ts'
import { AppointmentId } from '../contract.ts'
import { permitToken } from '../queues/access.ts'
import { TokenId } from '../queues/contract.ts'
import type { AppointmentsContext, StuckFee } from '../tables.ts'
import { type Fee, findFeeOfAppointment, findFeeOfWalkIn, listFees } from './sources.ts'
import { retryFee } from './steps.ts'
import { listStuck, listStuckOf, settleStuck } from './store.ts'

const Deed = oneOf(['charge', 'reversal'], { description: 'What could not be done.' })

const StuckView = object({
  kind: oneOf(['appointment', 'walk-in']),
  appointmentId: Type.Optional(AppointmentId),
  tokenId: Type.Optional({ ...TokenId, description: 'Of a walk-in: the first number that the person got.' }),
  deed: Deed,
  problem: Type.String({ description: 'The name of the problem, as at /problems.' }),
  failedAt: Instant,
  patientName: Type.Optional(Type.String()),
  doctorName: Type.String(),
  date: Day,
  feePaise: Paise,
})
const StuckList = object({ items: Type.Array(StuckView) })

export const feeRoutes = (context: AppointmentsContext) => (app: App) => {
  addList(app, context)
  for (const source of [OF_APPOINTMENT, OF_WALK_IN]) {
    addRepetition(app, context, source)
    addSettlement(app, context, source)
  }
}

function addList(app: App, context: AppointmentsContext): void {
  app.get(
    '/v1/appointments/stuck-fees',
    {
      config: { access: may('appointment.oversee').at('place') },
      schema: {
        summary: 'List fees that could not be raised or reversed',
        description:
          'Billing refused them, or did not answer for an hour. No seat is lost for it. The oldest come first.',
        querystring: object({ facility: FacilityId, limit: Limit }),
        response: { 200: StuckList },
      },
    },
    async (request) => {
      const { facility, limit } = request.query
      request.permit({ facilityId: facility })
      return { items: await toViews(context, await listStuck(context.db, facility, limit)) }
    },
  )
}

async function toViews({ db, call }: AppointmentsContext, stuck: readonly StuckFee[]) {
  const fees = new Map((await listFees(db, stuck)).map((fee) => [fee.id, fee]))
  const ids = [...new Set([...fees.values()].map(({ patientId }) => patientId))]
  const people = ids.length === 0 ? [] : await call(findPatients, { patientIds: ids })
  const names = new Map(people.map(({ patientId, name }) => [patientId, name]))
  return stuck.flatMap(({ source_id, deed, problem, failed_at }): Static<typeof StuckView>[] => {
    const fee = fees.get(source_id)
    if (!fee) return []
    const { kind, id, doctorName, date, paise: feePaise } = fee
    const name = names.get(fee.patientId)
    return [
      {
        ...{ kind, ...(kind === 'appointment' ? { appointmentId: id as AppointmentId } : { tokenId: id as TokenId }) },
        ...{ deed, problem, failedAt: failed_at.toISOString(), doctorName, date, feePaise },
        ...(name !== undefined && { patientName: name }),
      },
    ]
  })
}

/** An appointment or a walk-in, with its fee. */
interface Source {
  readonly path: string
  readonly params: Type.TObject
  /** Permits the asker and finds the fee. */
  find(context: AppointmentsContext, request: FastifyRequest): Promise<Fee | undefined>
}

const OF_APPOINTMENT: Source = {
  path: '/v1/appointments/:appointmentId',
  params: appointmentParams,
  find: async (context, request) => {
    const { id } = await findPermitted(context, request as AppointmentRequest)
    return findFeeOfAppointment(context.db, id)
  },
}

const OF_WALK_IN: Source = {
  path: '/v1/appointments/tokens/:tokenId',
  params: object({ tokenId: TokenId }),
  find: async (context, request) => {
    const { token } = await permitToken(context, request, (request.params as { tokenId: TokenId }).tokenId)
    return token.fee_id === null ? undefined : findFeeOfWalkIn(context.db, token.fee_id)
  },
}

const stillStuck = async (context: AppointmentsContext, fee: Fee | undefined) => ({
  items: fee ? await toViews(context, await listStuckOf(context.db, fee.id)) : [],
})

function addRepetition(app: App, context: AppointmentsContext, { path, params, find }: Source): void {
  app.post(
    `${path}/fee-repetition`,
    {
      config: { access: may('appointment.receive').at('record') },
      schema: {
        summary: 'Try again to raise or reverse the fee',
        description: 'What is still stuck is in the answer, with its newest problem. A repeat raises nothing twice.',
        ...{ params, response: { 200: StuckList } },
      },
    },
    async (request) => {
      const fee = await find(context, request)
      if (fee) {
        const stuck = await listStuckOf(context.db, fee.id)
        const deeds = stuck.map(({ deed }) => deed)
        await retryFee(context, fee, deeds, originOf(request))
      }
      return stillStuck(context, fee)
    },
  )
}

function addSettlement(app: App, context: AppointmentsContext, { path, params, find }: Source): void {
  app.post(
    `${path}/fee-settlement`,
    {
      config: { access: may('fee.settle').at('record') },
      schema: {
        summary: 'Note that a stuck fee was settled by hand',
        description: 'It leaves the list, and the reason is kept with it. A repeat changes nothing.',
        params,
        body: object({ deed: Deed, why: text(200, { description: 'What was done instead.' }) }),
        response: { 200: StuckList },
      },
    },
    async (request) => {
      const fee = await find(context, request)
      const { deed, why } = request.body
      if (fee) {
        const settled = {
          ...{ settled_at: context.clock.now(), settled_by: actorOf(request).accountId as AccountId },
          settled_reason: why,
        }
        const { cell, id } = fee
        await transaction(context.db, (tx) => settleStuck(tx, { cell, source_id: id, deed }, settled))
      }
      return stillStuck(context, fee)
    },
  )
}
