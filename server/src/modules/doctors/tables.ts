// Row types of the tables of doctors: the generated types, with the types that only this module knows.
import type { Selectable } from 'kysely'
import type { Context } from '../../platform/module.ts'
import type { Refined, WrittenOnce } from '../../platform/postgres/rows.ts'
import type { FacilityId } from '../facilities/contract.ts'
import type { AccountId } from '../identity/contract.ts'
import type { COUNCILS, DoctorId, Speciality, SpokenLanguage } from './contract.ts'
import type { Rows } from './rows.ts'
import type { ExceptionId, TemplateId } from './schedules/contract.ts'

type Council = (typeof COUNCILS)[number]

export type DoctorsTables = Refined<
  Rows,
  {
    'doctors.doctors': {
      id: DoctorId
      account_id: AccountId | null
      facility_id: FacilityId
      council: Council
      specialities: readonly Speciality[]
      languages: readonly SpokenLanguage[]
      created_at: WrittenOnce<Date>
    }
    'doctors.registrations': { council: Council; doctor_id: DoctorId }
    'doctors.doctor_accounts': { account_id: AccountId; doctor_id: DoctorId }
    'doctors.practices': { doctor_id: DoctorId; facility_id: FacilityId }
    'doctors.templates': { id: TemplateId; doctor_id: DoctorId; facility_id: FacilityId }
    'doctors.exceptions': { id: ExceptionId; doctor_id: DoctorId; facility_id: FacilityId | null }
    'doctors.closures': { facility_id: FacilityId }
    'doctors.schedule_versions': { doctor_id: DoctorId }
    'doctors.hospitals': { id: FacilityId }
  }
>

export type Doctor = Selectable<DoctorsTables['doctors.doctors']>
export type Practice = Selectable<DoctorsTables['doctors.practices']>
export type Template = Selectable<DoctorsTables['doctors.templates']>
export type Exception = Selectable<DoctorsTables['doctors.exceptions']>
export type Closure = Selectable<DoctorsTables['doctors.closures']>
export type Hospital = Selectable<DoctorsTables['doctors.hospitals']>
export type DoctorsContext = Context<DoctorsTables>
