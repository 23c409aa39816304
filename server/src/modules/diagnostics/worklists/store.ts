// The SQL of worklists: the orders of a laboratory with lines that wait for the same step.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { OrderId } from '../contract.ts'
import type { DiagnosticsTables } from '../tables.ts'

export const WORKLISTS = ['collect', 'receive', 'enter', 'authorise', 'overdue'] as const
export type Worklist = (typeof WORKLISTS)[number]

export interface WorkPosition {
  readonly urgency: number
  readonly placedAt: string
  readonly orderId: OrderId
}

interface WorkRow {
  readonly order_id: OrderId
  readonly urgency: number
  readonly placed_at: Date
  readonly lines: number[]
}

const WAITS: Readonly<Record<Worklist, ReturnType<typeof sql<boolean>>>> = {
  collect: sql<boolean>`status = 'PLACED' and kind <> 'imaging'`,
  receive: sql<boolean>`status = 'COLLECTED'`,
  enter: sql<boolean>`(status = 'IN_PROGRESS' and draft_version is null or status = 'PLACED' and kind = 'imaging')`,
  authorise: sql<boolean>`status = 'IN_PROGRESS' and draft_version is not null`,
  overdue: sql<boolean>`status in ('PLACED', 'COLLECTED', 'IN_PROGRESS')`,
}

/** The most urgent first, then the oldest. */
export async function listWork(
  db: Db<DiagnosticsTables>,
  { labFacilityId, list, now }: { readonly labFacilityId: FacilityId; readonly list: Worklist; readonly now: Date },
  { limit, after }: { readonly limit: number; readonly after: WorkPosition | undefined },
): Promise<WorkRow[]> {
  const late = list === 'overdue' ? sql`and due_at < ${now}` : sql``
  const later = after
    ? sql`and (urgency, placed_at, order_id)
        > (${after.urgency}, ${after.placedAt}::timestamptz, ${after.orderId}::uuid)`
    : sql``
  const { rows } = await sql<WorkRow>`
    select order_id, urgency, placed_at, array_agg(line::int order by line) as lines from diagnostics.order_lines
    where cell = ${cellOf(labFacilityId)} and lab_facility_id = ${labFacilityId} and ${WAITS[list]} ${late} ${later}
    group by urgency, placed_at, order_id order by urgency, placed_at, order_id limit ${limit}`.execute(db)
  return rows
}

/** How many orders wait for each step, and how many critical results for somebody. */
export async function countWork(
  db: Db<DiagnosticsTables>,
  labFacilityId: FacilityId,
  now: Date,
): Promise<Record<Worklist | 'critical', number>> {
  const cell = cellOf(labFacilityId)
  const counts = WORKLISTS.map((list) => {
    const late = list === 'overdue' ? sql`and due_at < ${now}` : sql``
    return sql`count(distinct order_id) filter (where ${WAITS[list]} ${late})::int as ${sql.ref(list)}`
  })
  const { rows } = await sql<Record<Worklist | 'critical', number>>`
    select ${sql.join(counts)}, (select count(*)::int from diagnostics.criticals
      where cell = ${cell} and lab_facility_id = ${labFacilityId} and status in ('RAISED', 'TOLD')) as critical
    from diagnostics.order_lines
    where cell = ${cell} and lab_facility_id = ${labFacilityId}
      and status in ('PLACED', 'COLLECTED', 'IN_PROGRESS')`.execute(db)
  return rows[0] as Record<Worklist | 'critical', number>
}
