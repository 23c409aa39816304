// Who reaches an appointment: the family, the staff of the hospital, and the doctor whose patient it is.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { object } from '../../../platform/contract.ts'
import { holdingOf } from '../../../platform/powers.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { findPatients, type PatientId } from '../../patients/contract.ts'
import { AppointmentId } from '../contract.ts'
import { samePeople } from '../merging.ts'
import type { AppointmentsContext } from '../tables.ts'
import { findAppointment, type ShownAppointment } from './store.ts'

export const appointmentParams = object({ appointmentId: AppointmentId })
export type AppointmentRequest = FastifyRequest<{ Params: { appointmentId: AppointmentId } }>

/** The appointment of a request. Who does not reach it gets a 404 problem, as if there were none. */
export async function findPermitted(
  context: AppointmentsContext,
  request: AppointmentRequest,
): Promise<ShownAppointment> {
  const found = await findAppointment(context.db, request.params.appointmentId)
  if (!found) throw new Problem(notFound)
  const accountId = await findFamily(context, found.patient_id, actorOf(request).accountId)
  const { facility_id: facilityId } = found
  request.permit({ ...(accountId !== undefined && { accountId }), ...(isOwnStaff(request, found) && { facilityId }) })
  return found
}

/** Staff who oversee the hospital reach all of its appointments. A doctor reaches those of the own patients. */
export function isOwnStaff(request: FastifyRequest, one: Pick<ShownAppointment, 'doctor_account_id'>): boolean {
  return request.holds('appointment.oversee') || one.doctor_account_id === actorOf(request).accountId
}

/** The family of a patient, and the family of the record into which it was merged: the actor's own of both. */
export async function findFamily(
  { db, call }: AppointmentsContext,
  patientId: PatientId,
  actorId: string,
): Promise<string | undefined> {
  const { staysId } = await samePeople.find(db, patientId)
  const found = await call(findPatients, { patientIds: [...new Set([patientId, staysId])] })
  const accounts = found.flatMap(({ accountId }) => accountId ?? [])
  return accounts.find((accountId) => accountId === actorId) ?? accounts[0]
}

/** Whether the request comes from the family of the appointment, and not from staff. */
export const isFamily = ({ actingRole }: FastifyRequest): boolean =>
  actingRole !== null && holdingOf(actingRole) === 'family'

/** Whether the actor works nowhere: the own family is all that they can reach. */
export const isOnlyFamily = (request: FastifyRequest): boolean =>
  actorOf(request).roles.every((role) => holdingOf(role) === 'family')

/** Whether the answer may say why the patient comes. */
export const showsReason = (request: FastifyRequest): boolean => isFamily(request) || request.holds('visit-reason.read')
