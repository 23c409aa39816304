// The routes of queues: read the queues of a day, open and pause them, and give a number to somebody who walks in.
import { dayInIndia } from '../../../platform/clock.ts'
import { Day, object, Paise, type Static, Type, text } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { DoctorId } from '../../doctors/contract.ts'
import { DepartmentCode, FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { AppointmentId, Priority } from '../contract.ts'
import type { AppointmentsContext, Queue } from '../tables.ts'
import { mayShow, permitQueue, permitServed, requirePatient } from './access.ts'
import { QueueId, QueueStatus, queueExists } from './contract.ts'
import { linkOf } from './links.ts'
import type { Served } from './queue-ids.ts'
import { openQueue } from './steps.ts'
import { changeQueue, findQueue, listLive, listQueues, listTokens, lockQueue, type ShownQueue } from './store.ts'
import { TokenView, toTokenView } from './token-views.ts'
import { FullQueue, QueueView, toQueueView, toStaffTokens } from './views.ts'
import { walkIn } from './walk-ins.ts'

export const queueRoutes = (context: AppointmentsContext) => (app: App) => {
  addReading(app, context)
  addKeeping(app, context)
  addWalkIns(app, context)
}

const params = object({ queueId: QueueId })
const TOKENS_MAX = 1_000

function addReading(app: App, context: AppointmentsContext): void {
  const { db, clock } = context
  app.get(
    '/v1/appointments/queues',
    {
      config: { access: may('queue.read').at('place') },
      schema: {
        summary: 'List the queues of a day',
        description: 'A doctor sees the own queue, and who works at a counter the queues of the departments.',
        querystring: object({ facility: FacilityId, day: Type.Optional(Day) }),
        response: { 200: object({ items: Type.Array(QueueView) }) },
      },
    },
    async (request) => {
      const { facility: facilityId, day = dayInIndia(clock.now()) } = request.query
      request.permit({ facilityId })
      const queues = (await listQueues(db, facilityId, day)).filter(mayShow(request))
      const live = Map.groupBy(await listLive(db, queues), ({ queue_id }) => queue_id)
      return { items: queues.map((queue) => toQueueView(queue, live.get(queue.id) ?? [])) }
    },
  )
  app.get(
    '/v1/appointments/queues/:queueId',
    {
      config: { access: may('queue.read').at('record') },
      schema: {
        summary: 'Read a queue with its people, in the order of their turns',
        params,
        response: { 200: FullQueue },
      },
    },
    async (request) => {
      const queue = await permitQueue(context, request, request.params.queueId)
      const tokens = await listTokens(db, queue, TOKENS_MAX)
      const live = tokens.filter(({ finished_at }) => finished_at === null)
      const mayRead = request.holds('visit-reason.read')
      const shown = await toStaffTokens(context, queue, tokens, mayRead)
      return { asOf: clock.now().toISOString(), ...toQueueView(queue, live), tokens: shown }
    },
  )
}

const servedFields = {
  facilityId: FacilityId,
  doctorId: Type.Optional(DoctorId),
  servicePoint: Type.Optional({
    ...DepartmentCode,
    description: 'The department, when it is not the queue of a doctor.',
  }),
}

const oneServed = () => invalidField('/doctorId', 'give the doctor or the department, one of both')

function addKeeping(app: App, context: AppointmentsContext): void {
  app.post(
    '/v1/appointments/queues',
    {
      config: { access: may('queue.keep').at('record') },
      schema: {
        summary: 'Open a queue for today',
        description:
          'The queue of a doctor also opens by itself when the first patient comes. Takes an Idempotency-Key.',
        body: object(servedFields),
        response: { 201: QueueView },
      },
    },
    async (request, reply) => {
      const served = await permitServed(context, request, request.body)
      if (!served) throw oneServed()
      return once(context, request, reply as never, 201, async (tx) => {
        const { queue, isNew } = await openQueue(tx, served)
        if (!isNew) throw new Problem(queueExists, { members: { queueId: queue.id, status: queue.status } })
        return toQueueView((await findQueue(tx, queue.id)) as ShownQueue, [])
      })
    },
  )
  app.patch(
    '/v1/appointments/queues/:queueId',
    {
      config: { access: may('queue.keep').at('record') },
      schema: {
        summary: 'Pause, close or open a queue, or say how late it is',
        params,
        body: object({
          status: Type.Optional(QueueStatus),
          delayMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 480, description: 'The board shows it.' })),
        }),
        response: { 200: QueueView },
      },
    },
    async (request) => {
      const { queueId } = request.params
      await permitQueue(context, request, queueId)
      const { status, delayMinutes } = request.body
      return transaction(context.db, async (tx) => {
        await changeQueue(tx, (await lockQueue(tx, queueId)) as Queue, {
          changed_at: tx.clock.now(),
          ...(status && { status }),
          ...(delayMinutes !== undefined && { delay_minutes: delayMinutes }),
        })
        const queue = (await findQueue(tx, queueId)) as ShownQueue
        return toQueueView(queue, await listLive(tx, [queue]))
      })
    },
  )
}

const WalkInBody = object({
  queueId: Type.Optional(QueueId),
  ...{ ...servedFields, facilityId: Type.Optional(FacilityId) },
  patientId: PatientId,
  priority: Type.Optional(Priority),
  reason: Type.Optional(text(500, { description: 'Why the person comes. Reception does not read it.' })),
  appointmentId: Type.Optional({
    ...AppointmentId,
    description: 'The appointment of later today that the person uses now. Its place is free for others again.',
  }),
})

const Issued = object({
  ...TokenView.properties,
  link: Type.String({ description: 'The last part of the address of the place in the queue, for the slip.' }),
  feePaise: Paise,
})

function addWalkIns(app: App, context: AppointmentsContext): void {
  app.post(
    '/v1/appointments/walk-ins',
    {
      config: { access: may('queue.receive').at('record') },
      schema: {
        summary: 'Give a number to somebody who walks in',
        description:
          'Give `queueId`, or `facilityId` with the doctor or the department; their queue opens when there is none. ' +
          'Who is booked with this doctor later today gets `booked-later`. Takes an Idempotency-Key.',
        body: WalkInBody,
        response: { 201: Issued },
      },
    },
    async (request, reply) => {
      const { patientId, priority = 'normal', reason, appointmentId, ...named } = request.body
      const served = await readServed(context, request, named)
      await requirePatient(context, patientId)
      const origin = originOf(request)
      return once(context, request, reply as never, 201, async (tx) => {
        const token = await walkIn(tx, served, { patientId, priority, reason, appointmentId, origin })
        const queue = (await findQueue(tx, token.queue_id)) as ShownQueue
        const link = linkOf(context.keys, token.id, queue.day)
        return { ...toTokenView(token, queue), link, feePaise: token.fee_paise }
      })
    },
  )
}

type NamedQueue = Pick<Static<typeof WalkInBody>, 'queueId' | 'facilityId' | 'doctorId' | 'servicePoint'>

async function readServed(
  context: AppointmentsContext,
  request: Parameters<typeof permitServed>[1],
  { queueId, facilityId, ...named }: NamedQueue,
): Promise<Served> {
  if (queueId !== undefined) {
    const { facility_id, doctor_id, service_point, day } = await permitQueue(context, request, queueId)
    if (day !== dayInIndia(context.clock.now())) throw invalidField('/queueId', 'is the queue of another day')
    if (doctor_id !== null) return { facilityId: facility_id, doctorId: doctor_id }
    return { facilityId: facility_id, servicePoint: service_point as string }
  }
  if (facilityId === undefined) throw invalidField('/queueId', 'give it, or facilityId with doctorId or servicePoint')
  const served = await permitServed(context, request, { facilityId, ...named })
  if (!served) throw oneServed()
  return served
}
