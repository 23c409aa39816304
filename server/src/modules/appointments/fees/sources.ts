// What a fee is for: an appointment, or somebody who came without one.
import type { Db } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import { takesPlace } from '../booking/states.ts'
import { findAppointment, listAppointments, type ShownAppointment } from '../booking/store.ts'
import type { AppointmentId } from '../contract.ts'
import type { TokenId } from '../queues/contract.ts'
import type { AppointmentsTables, StuckFee } from '../tables.ts'
import { listWalkIns, type WalkInFee } from './store.ts'

type Tables = AppointmentsTables

export interface Fee {
  readonly cell: number
  readonly kind: StuckFee['kind']
  /** The appointment, or the first token of the walk-in. */
  readonly id: AppointmentId | TokenId
  readonly facilityId: FacilityId
  readonly patientId: PatientId
  readonly doctorName: string
  readonly date: string
  readonly paise: number
  /** Nobody owes it: the doctor will not see the patient for it. */
  readonly isOver: boolean
}

export async function findFeeOfAppointment(db: Db<Tables>, id: AppointmentId): Promise<Fee | undefined> {
  const found = await findAppointment(db, id)
  return found && ofAppointment(found)
}

export async function findFeeOfWalkIn(db: Db<Tables>, id: TokenId): Promise<Fee | undefined> {
  const [found] = await listWalkIns(db, [id])
  return found && ofWalkIn(found)
}

/** The fees that are stuck, in any order. */
export async function listFees(db: Db<Tables>, stuck: readonly StuckFee[]): Promise<Fee[]> {
  const idsOf = <Id>(kind: Fee['kind']) =>
    stuck.filter((one) => one.kind === kind).map(({ source_id }) => source_id as Id)
  const appointments = idsOf<AppointmentId>('appointment')
  const found = appointments.length === 0 ? [] : await listAppointments(db, appointments)
  return [...found.map(ofAppointment), ...(await listWalkIns(db, idsOf<TokenId>('walk-in'))).map(ofWalkIn)]
}

const ofAppointment = (one: ShownAppointment): Fee => ({
  ...{ cell: one.cell, kind: 'appointment', id: one.id, facilityId: one.facility_id, patientId: one.patient_id },
  ...{ doctorName: one.doctor_name, date: one.held_on, paise: one.fee_paise },
  isOver: !takesPlace(one.status) && one.status !== 'DISPLACED',
})

const ofWalkIn = (one: WalkInFee): Fee => ({
  ...{ cell: one.cell, kind: 'walk-in', id: one.id, facilityId: one.facility_id, patientId: one.patient_id },
  ...{ doctorName: one.doctor_name ?? '', date: one.day, paise: one.fee_paise },
  isOver: one.status === 'CANCELLED' && !one.is_seen,
})
