// What an answer shows of a visit.
import { Day, Instant, object, type Static, Type } from '../../../platform/contract.ts'
import { AppointmentId } from '../../appointments/contract.ts'
import { DoctorId, findDoctors } from '../../doctors/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { findPatients, Gender, PatientId } from '../../patients/contract.ts'
import { VisitId, VisitKind, VisitStatus } from '../contract.ts'
import { findHospitals } from '../hospitals/store.ts'
import type { Visit, VisitsContext } from '../tables.ts'
import type { ListedVisit } from './store.ts'

export const VisitView = object({
  visitId: VisitId,
  status: VisitStatus,
  kind: VisitKind,
  facilityId: FacilityId,
  facilityName: Type.String(),
  doctorId: DoctorId,
  doctorName: Type.Optional(Type.String()),
  patientId: PatientId,
  appointmentId: Type.Optional(AppointmentId),
  date: Day,
  openedAt: Instant,
  closedAt: Type.Optional(Instant),
  consentAt: Type.Optional({ ...Instant, description: 'When the patient agreed to a visit by video or telephone.' }),
  noteVersion: Type.Integer({ minimum: 0, description: 'The newest signed version of the note; 0 for none.' }),
})
export type VisitView = Static<typeof VisitView>

export const ListedVisitView = object({
  ...VisitView.properties,
  hasVitals: Type.Boolean(),
  patient: Type.Optional(object({ name: Type.String(), birthYear: Type.Integer(), gender: Gender })),
})

/** The visits with the names of their hospitals and doctors. */
export async function toVisitViews(context: VisitsContext, visits: readonly Visit[]): Promise<VisitView[]> {
  const hospitals = await findHospitals(context.db, [...new Set(visits.map(({ facility_id }) => facility_id))])
  const doctorIds = [...new Set(visits.map(({ doctor_id }) => doctor_id))]
  const doctors = doctorIds.length === 0 ? [] : await context.call(findDoctors, { doctorIds })
  const names = new Map(doctors.map(({ doctorId, name }) => [doctorId, name]))
  return visits.map((visit) => {
    const doctorName = names.get(visit.doctor_id)
    return {
      ...{ visitId: visit.id, status: visit.status, kind: visit.kind, facilityId: visit.facility_id },
      ...{ facilityName: hospitals.get(visit.facility_id)?.name ?? '', doctorId: visit.doctor_id },
      ...(doctorName !== undefined && { doctorName }),
      patientId: visit.patient_id,
      ...(visit.appointment_id !== null && { appointmentId: visit.appointment_id }),
      ...{ date: visit.opened_on, openedAt: visit.opened_at.toISOString() },
      ...(visit.closed_at !== null && { closedAt: visit.closed_at.toISOString() }),
      ...(visit.consent_at !== null && { consentAt: visit.consent_at.toISOString() }),
      noteVersion: visit.note_version,
    }
  })
}

export async function toVisitView(context: VisitsContext, visit: Visit): Promise<VisitView> {
  const [view] = await toVisitViews(context, [visit])
  return view as VisitView
}

/** The visits of a day with the names of the patients, for who treats them. */
export async function toListedVisits(
  context: VisitsContext,
  visits: readonly ListedVisit[],
): Promise<Static<typeof ListedVisitView>[]> {
  const views = await toVisitViews(context, visits)
  const patientIds = [...new Set(visits.map(({ patient_id }) => patient_id))]
  const people = patientIds.length === 0 ? [] : await context.call(findPatients, { patientIds })
  const byId = new Map(people.map(({ patientId, name, birthYear, gender }) => [patientId, { name, birthYear, gender }]))
  return views.map((view, nth) => {
    const patient = byId.get(view.patientId)
    return { ...view, hasVitals: visits[nth]?.has_vitals ?? false, ...(patient && { patient }) }
  })
}
