// What somebody is to a person: the account of the family, and the care by which staff read the records.
import { type DoctorFacts, findDoctorOfAccount } from '../../doctors/contract.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import { findPatients, type PatientFacts, type PatientId } from '../../patients/contract.ts'
import type { VisitId } from '../contract.ts'
import { listGrants } from '../grants/store.ts'
import { findHospitals } from '../hospitals/store.ts'
import { findPerson } from '../merging.ts'
import type { Care, Visit, VisitsContext } from '../tables.ts'
import type { CareReader } from './contract.ts'
import { listCare } from './store.ts'

export interface Found {
  /** The account of the family: the reader's own if it is one of them. */
  readonly accountId: string | undefined
  /** The record that stays after merges. */
  readonly patient: PatientFacts
  /** All records of the person. */
  readonly patientIds: readonly PatientId[]
  /** On what the reading of staff rests. */
  readonly care: readonly Care[]
  /** The doctor who reads; undefined for nurses and the family. */
  readonly doctor: DoctorFacts | undefined
}

/** What a reader is to a person. Undefined when there is no such patient. */
export async function findFor(
  context: VisitsContext,
  reader: CareReader,
  patientId: PatientId,
): Promise<Found | undefined> {
  const { staysId, ids: patientIds } = await findPerson(context, patientId)
  const people = await context.call(findPatients, { patientIds })
  const patient = people.find((one) => one.patientId === staysId) ?? people[0]
  if (!patient) return undefined
  const named = people.filter((one) => one.patientId === patientId || one.patientId === staysId)
  const accounts = named.flatMap(({ accountId }) => accountId ?? [])
  const accountId = accounts.find((one) => one === reader.accountId) ?? accounts[0]
  const { facilityId } = reader
  const doctor = reader.treats
    ? ((await context.call(findDoctorOfAccount, { accountId: reader.accountId })) ?? undefined)
    : undefined
  const all =
    facilityId === undefined ? [] : await listCare(context.db, { patientIds, facilityId, now: context.clock.now() })
  const care = all.filter((one) => isOwnCare(reader, one, doctor))
  return { accountId, patient, patientIds, care, doctor }
}

/** Nurses care for whoever is at their hospital, a doctor for the own patients. */
function isOwnCare(reader: CareReader, care: Care, doctor: DoctorFacts | undefined): boolean {
  if (care.basis === 'nursing') return reader.nurses
  if (care.basis === 'emergency') return care.account_id === reader.accountId
  return doctor !== undefined && care.doctor_id === doctor.doctorId
}

/** A record that care may open. Both are null for what the family keeps itself. */
export interface Opened {
  readonly facilityId: FacilityId | null
  readonly visitId: VisitId | null
}

export const toOpened = ({ facility_id, id }: Visit): Opened => ({ facilityId: facility_id, visitId: id })

/** Reads once which care opens which records of a person. */
export async function readOpening(
  { db, clock }: VisitsContext,
  { care, patientIds }: Pick<Found, 'care' | 'patientIds'>,
  records: readonly Opened[],
): Promise<(one: Care, record: Opened) => boolean> {
  const grants = await listGrants(db, patientIds, clock.now())
  const places = [...care, ...grants].map(({ facility_id }) => facility_id)
  const hospitals = await findHospitals(db, [
    ...new Set([...places, ...records.flatMap(({ facilityId }) => facilityId ?? [])]),
  ])
  const chainOf = (id: FacilityId): string => hospitals.get(id)?.chain_id ?? id
  const granted = new Set(grants.map(({ facility_id }) => chainOf(facility_id)))
  return (one, { facilityId, visitId }) => {
    if (one.basis === 'emergency') return true
    if (one.basis === 'nursing') return visitId !== null && one.visit_id === visitId
    if (facilityId === null) return true
    const chain = chainOf(one.facility_id)
    return granted.has(chain) || chain === chainOf(facilityId)
  }
}

/** Why staff may read, as the trail of reads says it. Undefined when no care opens the record. */
export function basisOf(opening: readonly Care[]): 'care' | 'emergency' | undefined {
  if (opening.length === 0) return undefined
  return opening.every(({ basis }) => basis === 'emergency') ? 'emergency' : 'care'
}
