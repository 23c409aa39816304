// What answers show of a queue: how many wait, who is served now, and for the staff who they are.
import { Day, Instant, object, oneOf, type Static, Type } from '../../../platform/contract.ts'
import { DoctorId } from '../../doctors/contract.ts'
import { DepartmentCode, FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { AppointmentId } from '../contract.ts'
import { findShownPatients, ShownPatient } from '../people.ts'
import type { AppointmentsContext, Queue, Token } from '../tables.ts'
import { Label, QUEUE_KINDS, QueueId, QueueStatus } from './contract.ts'
import { estimateWait, labelOf } from './rules.ts'
import type { ShownQueue } from './store.ts'
import { type Place, Serving, TokenView, toTokenView } from './token-views.ts'

export const QueueView = object({
  queueId: QueueId,
  facilityId: FacilityId,
  kind: oneOf(QUEUE_KINDS),
  doctorId: Type.Optional(DoctorId),
  doctorName: Type.Optional(Type.String()),
  servicePoint: Type.Optional(DepartmentCode),
  date: Day,
  letter: Type.String({ description: 'How its labels begin.' }),
  status: QueueStatus,
  delayMinutes: Type.Integer(),
  usualRoom: Type.Optional(Type.String()),
  issued: Type.Integer({ description: 'Numbers that were given today.' }),
  waiting: Type.Integer(),
  missed: Type.Integer(),
  served: Type.Integer({ description: 'Turns that were measured today.' }),
  meanMinutes: Type.Optional(Type.Integer({ description: 'How long a turn takes today.' })),
  minutesFrom: Type.Integer({ description: 'Expected wait of who comes now.' }),
  minutesTo: Type.Integer(),
  nowServing: Type.Array(Serving),
  next: Type.Array(Label, { description: 'Who comes next: three at most.' }),
})
export type QueueView = Static<typeof QueueView>

export const FullQueue = object({
  asOf: Instant,
  ...QueueView.properties,
  tokens: Type.Array(
    object({
      ...TokenView.properties,
      patientId: PatientId,
      appointmentId: Type.Optional(AppointmentId),
      patient: Type.Optional(ShownPatient),
      reason: Type.Optional(Type.String({ description: 'Only for who treats the patient.' })),
    }),
  ),
})

const SHOWN_NEXT = 3

export const isInRoom = ({ status }: Token): boolean => status === 'CALLED' || status === 'IN_SERVICE'

/** Who is called to a room or in it, the latest call first. */
export function toServing(queue: Pick<Queue, 'letter'>, live: readonly Token[]): Static<typeof Serving>[] {
  return live
    .filter((token) => isInRoom(token) && token.room !== null)
    .sort((left, right) => Number(right.called_at) - Number(left.called_at) || right.number - left.number)
    .map(({ number, room, called_at, status }) => ({
      ...{ label: labelOf(queue.letter, number), room: room as string, isInside: status === 'IN_SERVICE' },
      ...(called_at !== null && { calledAt: called_at.toISOString() }),
    }))
}

/** `live`: the live tokens of this queue in the order of their turns. */
export function toNext({ letter }: Pick<Queue, 'letter'>, live: readonly Token[]): string[] {
  const waiting = live.filter(({ status }) => status === 'WAITING')
  return waiting.slice(0, SHOWN_NEXT).map(({ number }) => labelOf(letter, number))
}

/** How long somebody waits behind `ahead` others. Who is in a room now still takes a part of a turn. */
function toWait(queue: Queue, live: readonly Token[], ahead: number) {
  const rooms = live.filter(isInRoom).length
  const { served, mean_seconds: meanSeconds, delay_minutes: delayMinutes } = queue
  return estimateWait({ before: ahead + (rooms > 0 ? 1 : 0), served, meanSeconds, rooms, delayMinutes })
}

export function toQueueView(queue: ShownQueue, live: readonly Token[]): QueueView {
  const waiting = live.filter(({ status }) => status === 'WAITING').length
  return {
    ...{ queueId: queue.id, facilityId: queue.facility_id, kind: queue.kind, date: queue.day, letter: queue.letter },
    ...(queue.doctor_id !== null && { doctorId: queue.doctor_id }),
    ...(queue.doctor_name !== null && { doctorName: queue.doctor_name }),
    ...(queue.service_point !== null && { servicePoint: queue.service_point }),
    ...{ status: queue.status, delayMinutes: queue.delay_minutes, issued: queue.tokens_issued, waiting },
    ...(queue.usual_room !== null && { usualRoom: queue.usual_room }),
    ...{ missed: live.filter(({ status }) => status === 'MISSED').length, served: queue.served },
    ...(queue.mean_seconds !== null && { meanMinutes: Math.round(queue.mean_seconds / 60) }),
    ...toWait(queue, live, waiting),
    ...{ nowServing: toServing(queue, live), next: toNext(queue, live) },
  }
}

/** The place of a token. `live`: the live tokens of its queue in the order of their turns. */
export function toPlace(token: Token, queue: Queue, live: readonly Token[], now: Date): Place {
  const waiting = live.filter(({ status }) => status === 'WAITING')
  const ahead = waiting.findIndex(({ id }) => id === token.id)
  const wait = ahead < 0 ? { minutesFrom: 0, minutesTo: 0 } : toWait(queue, live, ahead)
  return {
    ...{ asOf: now.toISOString(), number: token.number, label: labelOf(queue.letter, token.number) },
    ...{ status: token.status, queueStatus: queue.status, before: Math.max(0, ahead), ...wait },
    ...(token.room !== null && { room: token.room }),
    nowServing: toServing(queue, live),
  }
}

/** The tokens of a queue with the people, for the staff who call them. */
export async function toStaffTokens(
  context: AppointmentsContext,
  queue: Queue,
  tokens: readonly Token[],
  mayRead: boolean,
) {
  const people = await findShownPatients(
    context,
    tokens.map(({ patient_id }) => patient_id),
  )
  return tokens.map((token) => {
    const patient = people.get(token.patient_id)
    return {
      ...{ ...toTokenView(token, queue), patientId: token.patient_id },
      ...(token.appointment_id !== null && { appointmentId: token.appointment_id }),
      ...(patient && { patient }),
      ...(mayRead && token.reason !== null && { reason: token.reason }),
    }
  })
}
