// The SQL of the first screens: what waits to be billed, to be given back and to be accepted, and where cash differs.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { BillingTables } from '../tables.ts'

type Tables = BillingTables

export interface Waiting {
  readonly facility_id: FacilityId
  readonly people: number
  readonly charges: number
  readonly open_paise: number
  readonly refunds: number
  readonly refund_paise: number
  readonly drawers_open: number
  readonly drawers_to_accept: number
  readonly differences: number
  readonly short_paise: number
  readonly over_paise: number
  readonly taken_paise: number
  readonly given_paise: number
}

/** The numbers of some facilities. Drawers that differ and money are those of the day. */
export async function sumWaiting(
  db: Db<Tables>,
  facilityIds: readonly FacilityId[],
  { day, from, until }: { readonly day: string; readonly from: Date; readonly until: Date },
): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select f.id as facility_id, c.*, r.*, s.*, p.*
    from unnest(${facilityIds.map(cellOf)}::int[], ${[...facilityIds]}::uuid[]) f (cell, id)
    cross join lateral (
      select count(distinct coalesce(patient_id, charge_group)) as people, count(*) as charges,
        coalesce(sum(total_paise), 0)::bigint as open_paise
      from billing.charges where cell = f.cell and facility_id = f.id and status = 'OPEN') c
    cross join lateral (
      select count(*) as refunds, coalesce(sum(paid_paise - refunded_paise - total_paise + credited_paise), 0)::bigint
        as refund_paise
      from billing.invoices where cell = f.cell and facility_id = f.id
        and (paid_paise - refunded_paise) > (total_paise - credited_paise)) r
    cross join lateral (
      select count(*) filter (where status <> 'CLOSED') as drawers_open,
        count(*) filter (where status = 'CLOSED' and accepted_by is null) as drawers_to_accept,
        count(*) filter (where is_today and difference_paise <> 0) as differences,
        coalesce(sum(-difference_paise) filter (where is_today and difference_paise < 0), 0)::bigint as short_paise,
        coalesce(sum(difference_paise) filter (where is_today and difference_paise > 0), 0)::bigint as over_paise
      from (select *, closed_at >= ${from} and closed_at < ${until} as is_today
        from billing.sessions where cell = f.cell and facility_id = f.id) d) s
    cross join lateral (
      select coalesce(sum(amount_paise) filter (where direction = 'in'), 0)::bigint as taken_paise,
        coalesce(sum(amount_paise) filter (where direction = 'out'), 0)::bigint as given_paise
      from billing.payments where cell = f.cell and facility_id = f.id and day = ${day} and status = 'DONE'
        and method <> 'advance') p
    order by f.id`.execute(db)
  return rows
}
