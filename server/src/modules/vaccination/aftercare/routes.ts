// Routes with which the staff of a centre report adverse events after doses, and correct or cancel a report.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { object } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, type Context, originOf } from '../../../platform/module.ts'
import { may } from '../access.ts'
import { bookingParams, findPermitted } from '../bookings/access.ts'
import type { VaccinationTables } from '../tables.ts'
import { eventParams, findPermittedEvent } from './access.ts'
import { AdverseEvent, Reason, Reported, reportedFacts } from './contract.ts'
import { cancelEvent, changeEvent, reportEvent } from './steps.ts'
import { toEventView } from './views.ts'

const changeFacts = {
  version: { ...AdverseEvent.properties.version, description: 'The version that you read.' },
  reason: Reason,
}

export const adverseEventRoutes = (context: Context<VaccinationTables>) => (app: App) => {
  addReport(app, context)
  addVersion(app, context)
  addCancellation(app, context)
}

const writerOf = (request: FastifyRequest) => ({ actorId: actorOf(request).accountId, origin: originOf(request) })

function addReport(app: App, context: Context<VaccinationTables>): void {
  app.post(
    '/v1/vaccination/bookings/:bookingId/adverse-events',
    {
      config: { access: may('adverse-event.report').at('record') },
      schema: {
        summary: 'Report an adverse event after a dose',
        description:
          'When it began, what happened, how severe it was, what was done, and how it ended. Possible at once and at ' +
          'any time later. What is known later is a further version of the report. Takes an Idempotency-Key.',
        params: bookingParams,
        body: Reported,
        response: { 201: AdverseEvent },
      },
    },
    async (request, reply) => {
      const booking = await findPermitted(context, request)
      return once(context, request, reply, 201, async (tx) =>
        toEventView(await reportEvent(tx, booking.id, request.body, writerOf(request))),
      )
    },
  )
}

function addVersion(app: App, context: Context<VaccinationTables>): void {
  app.post(
    '/v1/vaccination/adverse-events/:adverseEventId/versions',
    {
      config: { access: may('adverse-event.report').at('record') },
      schema: {
        summary: 'Correct or complete the report of an adverse event',
        description:
          'Send the whole report as it is now. The versions before stay in the history. A cancelled report counts ' +
          'again. Takes an Idempotency-Key.',
        params: eventParams,
        body: object({ ...reportedFacts, ...changeFacts }),
        response: { 201: AdverseEvent },
      },
    },
    async (request, reply) => {
      const [last] = await findPermittedEvent(context, request)
      const { version, reason, ...reported } = request.body
      const change = { version, reason, ...writerOf(request) }
      return once(context, request, reply, 201, async (tx) =>
        toEventView(await changeEvent(tx, last.id, reported, change)),
      )
    },
  )
}

function addCancellation(app: App, context: Context<VaccinationTables>): void {
  app.post(
    '/v1/vaccination/adverse-events/:adverseEventId/cancellation',
    {
      config: { access: may('adverse-event.report').at('record') },
      schema: {
        summary: 'Cancel the report of an adverse event that was a mistake',
        description:
          'It does not count any more, such as a report about the wrong person. All versions stay in the history. ' +
          'Takes an Idempotency-Key.',
        params: eventParams,
        body: object(changeFacts),
        response: { 201: AdverseEvent },
      },
    },
    async (request, reply) => {
      const [last] = await findPermittedEvent(context, request)
      const change = { ...request.body, ...writerOf(request) }
      return once(context, request, reply, 201, async (tx) => toEventView(await cancelEvent(tx, last.id, change)))
    },
  )
}
