// Row types of the tables of audit: the generated types, with the kind of id that each id column holds.
import type { Selectable } from 'kysely'
import type { Id } from '../../platform/contract.ts'
import type { Context } from '../../platform/module.ts'
import type { Refined } from '../../platform/postgres/rows.ts'
import type { Fault } from './chain/links.ts'
import type { Rows } from './rows.ts'

export type AuditTables = Refined<
  Rows,
  {
    'audit.reads': { id: Id<'read'>; patient_id: Id<'patient'>; account_id: Id<'account'> }
    'audit.changes': { patient_id: Id<'patient'> | null; other_patient_id: Id<'patient'> | null }
    'audit.verifications': { id: Id<'verification'>; fault: Fault | null }
    'audit.survivors': { patient_id: Id<'patient'>; survivor_id: Id<'patient'> | null }
  }
>

export type AuditContext = Context<AuditTables>
export type ReadRow = Selectable<AuditTables['audit.reads']>
export type ChangeRow = Selectable<AuditTables['audit.changes']>
export type ChainRow = Selectable<AuditTables['audit.chains']>
export type DayRow = Selectable<AuditTables['audit.days']>
export type VerificationRow = Selectable<AuditTables['audit.verifications']>
