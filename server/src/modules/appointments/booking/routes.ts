// The routes that hold and book slots, and read one appointment.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { object, type Static, Type, text } from '../../../platform/contract.ts'
import { repeatableOf } from '../../../platform/idempotency.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { AppointmentId, Priority, SLOTS_MAX, SlotId, slotFull } from '../contract.ts'
import { withPlace } from '../queues/places.ts'
import type { SlotsInMemory } from '../slots/projection.ts'
import { findSlot } from '../slots/store.ts'
import type { AppointmentsContext } from '../tables.ts'
import {
  appointmentParams,
  findFamily,
  findPermitted,
  isFamily,
  isOnlyFamily,
  isOwnStaff,
  showsReason,
} from './access.ts'
import type { Engine } from './engine.ts'
import type { Reader } from './reading.ts'
import type { Book, Confirm, Hold, SeatRequest } from './requests.ts'
import type { HeldAppointment, ShownAppointment } from './store.ts'
import { AppointmentView, ListedAppointment, type SeenAppointment, toSeen, toStaffViews, toView } from './views.ts'

/** The parts that the routes of appointments share. */
export interface Desk {
  readonly context: AppointmentsContext
  readonly engine: Engine
  readonly slots: SlotsInMemory
  readonly read: Reader<ShownAppointment>
  readonly readHold: Reader<HeldAppointment>
}

export const bookingRoutes = (desk: Desk) => (app: App) => {
  addHold(app, desk)
  addBooking(app, desk)
  addReading(app, desk)
}

type Unaddressed<Request> = Request extends SeatRequest ? Omit<Request, 'repeatable' | 'origin'> : never

/** Asks the engine once for each Idempotency-Key. Gives the appointment. A full slot names the nearest free ones. */
export async function give(
  { context, engine, slots, read }: Desk,
  [request, reply]: readonly [FastifyRequest, FastifyReply],
  asked: Unaddressed<SeatRequest>,
): Promise<SeenAppointment> {
  const stated = { ...asked, repeatable: repeatableOf(request), origin: originOf(request) } as SeatRequest
  try {
    const { outcome, replayed } = await engine.give(stated)
    if (replayed) void reply.header('idempotent-replayed', 'true')
    const { appointmentId, made } = outcome
    const practice = made && slots.practiceOf(made)
    return practice ? toSeen(made, practice) : ((await read(appointmentId)) as ShownAppointment)
  } catch (error) {
    const wanted = 'slotId' in asked ? asked.slotId : 'slotIds' in asked ? asked.slotIds[0] : undefined
    if (!(error instanceof Problem && error.type === slotFull) || wanted === undefined) throw error
    const slot = await findSlot(context.db, wanted)
    throw new Problem(slotFull, { members: { nearest: slot ? slots.nearest(slot) : [] } })
  }
}

/** Permits the asker: the family of the patient, or the staff of the hospital whose slot it is. Gives which of both. */
async function permitTaking(
  { context }: Desk,
  request: FastifyRequest,
  { slotId, patientId }: { readonly slotId: SlotId; readonly patientId: PatientId },
): Promise<'family' | 'staff'> {
  if (isOnlyFamily(request)) {
    // In a rush nearly all requests are such. The engine asks for patient and slot in its batch, and refuses them.
    request.permit({ accountId: actorOf(request).accountId })
    return 'family'
  }
  const slot = await findSlot(context.db, slotId)
  if (!slot) throw new Problem(notFound, { detail: 'There is no such slot. Check the id.' })
  const accountId = await findFamily(context, patientId, actorOf(request).accountId)
  const isStaff = isOwnStaff(request, slot)
  request.permit({ ...(accountId && { accountId }), ...(isStaff && { facilityId: slot.facility_id }) })
  return isFamily(request) ? 'family' : 'staff'
}

function addHold(app: App, desk: Desk): void {
  app.post(
    '/v1/appointments/holds',
    {
      config: { access: may('appointment.make').at('record') },
      schema: {
        summary: 'Hold a slot for two minutes',
        description:
          'Nobody else gets this place until `heldUntil`. Confirm it by `holdId` at POST /v1/appointments. A second ' +
          'hold of the same person with the same doctor on this day replaces the first. Takes an Idempotency-Key.',
        body: object({ slotId: SlotId, patientId: PatientId }),
        response: { 201: AppointmentView },
      },
    },
    async (request, reply) => {
      const by = await permitTaking(desk, request, request.body)
      const { accountId } = actorOf(request)
      const asked: Unaddressed<Hold> = { kind: 'hold', ...request.body, accountId, by }
      const held = await give(desk, [request, reply as unknown as FastifyReply], asked)
      void reply.code(201)
      return toView(held, true)
    },
  )
}

const Reason = text(500, { description: 'Why the person comes. The doctor and the nurse read it; reception does not.' })

const NewBooking = object({
  holdId: Type.Optional(AppointmentId),
  slotIds: Type.Optional(
    Type.Array(SlotId, {
      ...{ minItems: 1, maxItems: SLOTS_MAX, uniqueItems: true },
      description: 'Slots that follow each other. Only staff book more than one.',
    }),
  ),
  patientId: Type.Optional(PatientId),
  isFollowUp: Type.Optional(Type.Boolean()),
  priority: Type.Optional(Priority),
  reason: Type.Optional(Reason),
  override: Type.Optional(
    object(
      {
        because: text(200),
        over: Type.Optional(Type.Boolean({ description: 'Also beyond the capacity, five places at most.' })),
      },
      { description: 'Staff only: a second appointment of the day, or a place beyond the capacity.' },
    ),
  ),
})

function addBooking(app: App, desk: Desk): void {
  app.post(
    '/v1/appointments',
    {
      config: { access: may('appointment.make').at('record') },
      schema: {
        summary: 'Book an appointment',
        description:
          'Give `holdId` to confirm a hold, or `slotIds` and `patientId` to book at once. A family books for its own ' +
          'people, and the staff of a hospital for everybody. Takes an Idempotency-Key: when the answer is lost, ' +
          'repeat the request with the same key.',
        body: NewBooking,
        response: { 201: AppointmentView },
      },
    },
    async (request, reply) => {
      const { holdId } = request.body
      const asked = holdId === undefined ? await readBook(desk, request) : await readConfirm(desk, request, holdId)
      const booked = await give(desk, [request, reply as unknown as FastifyReply], asked)
      void reply.code(201)
      return toView(booked, showsReason(request))
    },
  )
}

type BookingRequest = FastifyRequest<{ Body: Static<typeof NewBooking> }>

async function readBook(desk: Desk, request: BookingRequest): Promise<Unaddressed<Book>> {
  const { slotIds, patientId, isFollowUp, priority, reason, override } = request.body
  const [slotId] = slotIds ?? []
  if (!slotIds || slotId === undefined) throw invalidField('/slotIds', 'is missing: give it, or holdId')
  if (patientId === undefined) throw invalidField('/patientId', 'is missing')
  const by = await permitTaking(desk, request, { slotId, patientId })
  if (by === 'family') refuseStaffWords(request.body)
  const { accountId } = actorOf(request)
  const channel = by === 'family' ? 'app' : 'counter'
  return { kind: 'book', slotIds, patientId, accountId, by, channel, isFollowUp, priority, reason, override }
}

function refuseStaffWords(body: Static<typeof NewBooking>): void {
  for (const name of ['override', 'priority', 'isFollowUp'] as const) {
    if (body[name] !== undefined) throw invalidField(`/${name}`, 'is only for the staff of the hospital')
  }
}

async function readConfirm(desk: Desk, request: BookingRequest, holdId: AppointmentId): Promise<Unaddressed<Confirm>> {
  const { reason, holdId: _hold, ...others } = request.body
  const [other] = Object.keys(others)
  if (other !== undefined) throw invalidField(`/${other}`, 'belongs to a booking without holdId')
  const { accountId } = actorOf(request)
  const held = await desk.readHold(holdId)
  // A hold belongs to who made it. For everybody else it does not exist.
  if (!held || (held.account_id ?? held.created_by) !== accountId) throw new Problem(notFound)
  request.permit({ accountId, facilityId: held.facility_id })
  return { kind: 'confirm', appointmentId: holdId, slotIds: held.slot_ids, accountId, reason }
}

function addReading(app: App, { context }: Desk): void {
  app.get(
    '/v1/appointments/:appointmentId',
    {
      config: { access: may('appointment.read').at('record') },
      schema: { summary: 'Read an appointment', params: appointmentParams, response: { 200: ListedAppointment } },
    },
    async (request) => {
      const found = await findPermitted(context, request)
      if (isFamily(request)) return withPlace(context, toView(found, true))
      const [view] = await toStaffViews(context, [found], showsReason(request))
      return withPlace(context, view as Static<typeof ListedAppointment>)
    },
  )
}
