// The routes that change an appointment: cancel, move, arrive, consult, complete, absence, departure, void.
import type { FastifyReply } from 'fastify'
import { object, Type, text } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOf } from '../../../platform/module.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import { Priority, SLOTS_MAX, SlotId } from '../contract.ts'
import { withLink } from '../queues/places.ts'
import { findSlot } from '../slots/store.ts'
import type { Appointment, AppointmentsTables } from '../tables.ts'
import { type AppointmentRequest, appointmentParams, findPermitted, isFamily, showsReason } from './access.ts'
import type { Release } from './requests.ts'
import { type Desk, give } from './routes.ts'
import { arrive, beginConsultation, finishConsultation, undoArrival } from './steps.ts'
import { findAppointment, lockAppointment, type ShownAppointment } from './store.ts'
import { AppointmentView, toView } from './views.ts'

export const changeRoutes = (desk: Desk) => (app: App) => {
  addReleases(app, desk)
  addRescheduling(app, desk)
  addArrivals(app, desk)
  addConsultation(app, desk)
}

const Reason = object({ reason: Type.Optional(text(200, { description: 'The patient reads it.' })) })
const schema = { params: appointmentParams, response: { 200: AppointmentView } }

/** Who cancels: the family within the limits of the hospital, or its staff. */
const byOf = (request: AppointmentRequest): 'family' | 'staff' => (isFamily(request) ? 'family' : 'staff')

function addReleases(app: App, desk: Desk): void {
  const release =
    (move: Release['move']) =>
    async (request: AppointmentRequest, reply: FastifyReply): Promise<AppointmentView> => {
      const before = await findPermitted(desk.context, request)
      const { reason } = (request.body ?? {}) as { reason?: string }
      // Who lets a hold go has booked nothing yet, so nothing is cancelled.
      const kind = move === 'cancel' && before.status === 'HELD' ? 'release' : move
      const { id: appointmentId, slot_ids: slotIds } = before
      const asked = { kind: 'release', move: kind, by: byOf(request), reason, appointmentId, slotIds } as const
      return toView(await give(desk, [request, reply], asked), showsReason(request))
    }
  app.post(
    '/v1/appointments/:appointmentId/cancellation',
    {
      config: { access: may('appointment.change').at('record') },
      schema: {
        summary: 'Cancel an appointment, or let a hold go',
        description: 'A family may do it until `changeUntil`, the staff always. Takes an Idempotency-Key.',
        ...{ ...schema, body: Reason },
      },
    },
    release('cancel'),
  )
  app.post(
    '/v1/appointments/:appointmentId/absence',
    {
      config: { access: may('appointment.receive').at('record') },
      schema: {
        summary: 'Record that the patient did not come',
        description: 'From 30 minutes after the end of the slot on. Takes an Idempotency-Key.',
        ...schema,
      },
    },
    release('miss'),
  )
  app.post(
    '/v1/appointments/:appointmentId/departure',
    {
      config: { access: may('appointment.receive').at('record') },
      schema: { summary: 'Record that the patient came and left before the doctor saw them', ...schema },
    },
    release('leave'),
  )
  app.post(
    '/v1/appointments/:appointmentId/voiding',
    {
      config: { access: may('appointment.void').at('record') },
      schema: {
        summary: 'Say that an appointment was entered by mistake',
        description: 'Not after the doctor has seen the patient.',
        ...{ ...schema, body: object({ reason: text(200) }) },
      },
    },
    release('void'),
  )
}

function addRescheduling(app: App, desk: Desk): void {
  app.post(
    '/v1/appointments/:appointmentId/rescheduling',
    {
      config: { access: may('appointment.change').at('record', { hasTarget: true }) },
      schema: {
        summary: 'Move an appointment to another slot',
        description:
          'Both or neither: when the new slot is full, the old one stays. The answer is the new appointment. Staff ' +
          'move within their hospital. Who was displaced chooses here too. Takes an Idempotency-Key.',
        params: appointmentParams,
        body: object({ slotIds: Type.Array(SlotId, { minItems: 1, maxItems: SLOTS_MAX, uniqueItems: true }) }),
        response: { 201: AppointmentView },
      },
    },
    async (request, reply) => {
      const before = await findPermitted(desk.context, request)
      const { slotIds } = request.body
      const [slotId] = slotIds as [SlotId]
      const slot = await findSlot(desk.context.db, slotId)
      if (!slot) throw invalidField('/slotIds/0', 'is not a known slot; check the id')
      request.permitTarget({ facilityId: slot.facility_id, cell: slot.cell }, '/slotIds/0')
      const { id: appointmentId, slot_ids: fromSlotIds, patient_id: patientId } = before
      const asked = { kind: 'move', appointmentId, fromSlotIds, slotIds, patientId, by: byOf(request) } as const
      const moved = await give(desk, [request, reply as unknown as FastifyReply], asked)
      void reply.code(201)
      return toView(moved, showsReason(request))
    },
  )
}

type Step = (tx: Tx<AppointmentsTables>, before: Appointment, request: AppointmentRequest) => Promise<void>

/** A handler that makes one change of a locked appointment, once for each Idempotency-Key. */
const change =
  ({ context }: Desk, step: Step) =>
  async (request: AppointmentRequest, reply: FastifyReply): Promise<AppointmentView> => {
    const { id } = await findPermitted(context, request)
    return once(context, request, reply, 200, async (tx) => {
      await step(tx, (await lockAppointment(tx, id)) as Appointment, request)
      const after = (await findAppointment(tx, id)) as ShownAppointment
      return withLink(context, toView(after, showsReason(request)))
    })
  }

function addArrivals(app: App, desk: Desk): void {
  app.post(
    '/v1/appointments/:appointmentId/arrival',
    {
      config: { access: may('appointment.receive').at('record') },
      schema: {
        summary: 'Record that the patient came',
        description: 'On the day of the appointment. Takes an Idempotency-Key.',
        ...{ ...schema, body: object({ priority: Type.Optional(Priority) }) },
      },
    },
    change(desk, (tx, before, request) => {
      const { priority } = request.body as { priority?: Appointment['priority'] }
      return arrive(tx, before, { priority, origin: originOf(request) })
    }),
  )
  app.post(
    '/v1/appointments/:appointmentId/arrival/cancellation',
    {
      config: { access: may('appointment.receive').at('record') },
      schema: { summary: 'Undo an arrival that was recorded by mistake', ...schema },
    },
    change(desk, (tx, before, request) => undoArrival(tx, before, originOf(request))),
  )
}

function addConsultation(app: App, desk: Desk): void {
  app.post(
    '/v1/appointments/:appointmentId/consultation',
    {
      config: { access: may('appointment.treat').at('record') },
      schema: { summary: 'Record that the doctor begins to see the patient', ...schema },
    },
    change(desk, (tx, before, request) => beginConsultation(tx, before, originOf(request))),
  )
  app.post(
    '/v1/appointments/:appointmentId/completion',
    {
      config: { access: may('appointment.treat').at('record') },
      schema: {
        summary: 'Record that the doctor has seen the patient',
        description: 'A visit soon after costs the lower fee, when the hospital has one.',
        ...schema,
      },
    },
    change(desk, (tx, before, request) => finishConsultation(tx, before, originOf(request))),
  )
}
