// SQL of the accept path: one call takes all new requests of a batch, and one call decides each of the others.
import { sql } from 'kysely'
import type pg from 'pg'
import { type Db, transaction } from '../../../platform/postgres/db.ts'
import type { DeliveryId, WorkflowId } from '../contract.ts'
import type { LinkageTables } from '../tables.ts'
import { type Verdict, WEBHOOKS_MAX } from './rules.ts'

export interface NewLink {
  readonly cell: number
  readonly workflowId: WorkflowId
  readonly requestId: string
  readonly customerId: string
  readonly patientId: string
  /** Keyed hash of the patient as sent. */
  readonly factsHash: string
  readonly webhookUrl: string | null
  readonly choiceBy: string
  /** Empty when another store keeps the data; `key` and `fingerprint` are null when it keeps the keys. */
  readonly sealed: Buffer
  readonly keyCell: number
  readonly key: string | null
  readonly fingerprint: string | null
  /** Id and time of the callback, if another workflow answers this request. */
  readonly deliveryId: DeliveryId
  readonly at: Date
}

const ACCEPT_NEW = {
  name: 'linkage-accept-new',
  text: 'select linkage.accept_new($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) as accepted',
}

const ACCEPT = {
  name: 'linkage-accept',
  // Ordered by patient, so that two batches with the same people do not block each other (deadlock).
  text: `select r.n, a.verdict, a.found_id as "workflowId"
    from (select * from unnest($1::int[], $2::int[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[],
      $8::text[], $9::text[], $10::bytea[], $11::int[], $12::text[], $13::text[], $14::uuid[], $15::text[])
      as u (n, cell, id, request_id, customer_id, patient_id, facts, url, choice_by, sealed, key_cell, key, fingerprint,
        delivery_id, at)
      order by cell, customer_id, patient_id, n) r
    cross join lateral linkage.accept_link(r.cell, r.id, r.request_id, r.customer_id, r.patient_id, r.facts, r.url,
      r.choice_by, r.sealed, r.key_cell, r.key, r.fingerprint, r.delivery_id, r.at, $16, $17) a`,
}

/** The columns that both ways take, in the order of the arguments of both functions. */
const columnsOf = (links: readonly NewLink[]) => [
  links.map((link) => link.cell),
  links.map((link) => link.workflowId),
  links.map((link) => link.requestId),
  links.map((link) => link.customerId),
  links.map((link) => link.patientId),
  links.map((link) => link.factsHash),
  links.map((link) => link.webhookUrl),
  links.map((link) => link.choiceBy),
  links.map((link) => link.sealed),
  links.map((link) => link.keyCell),
  links.map((link) => link.key),
  links.map((link) => link.fingerprint),
]

/** Decides each request separately. Gives the verdicts in the order of the requests. */
export async function acceptLinks(pool: pg.Pool, links: readonly NewLink[], eraseSeconds: number): Promise<Verdict[]> {
  const accepted = new Set(await acceptNew(pool, links, eraseSeconds))
  const others = links.filter(({ workflowId }) => !accepted.has(workflowId))
  const decided = others.length > 0 ? await acceptCarefully(pool, others, eraseSeconds) : []
  const byId = new Map(others.map(({ workflowId }, nth) => [workflowId, decided[nth] as Verdict]))
  return links.map(({ workflowId }) => byId.get(workflowId) ?? { verdict: 'accepted', workflowId })
}

/** Accepts the requests that nothing speaks against. Gives the ids of their workflows. */
async function acceptNew(pool: pg.Pool, links: readonly NewLink[], eraseSeconds: number): Promise<WorkflowId[]> {
  const { rows } = await pool.query<{ accepted: WorkflowId[] }>({
    ...ACCEPT_NEW,
    values: [...columnsOf(links), eraseSeconds],
  })
  return rows[0]?.accepted ?? []
}

/** Decides each request by itself, under the lock of its patient. */
export async function acceptCarefully(
  pool: pg.Pool,
  links: readonly NewLink[],
  eraseSeconds: number,
): Promise<Verdict[]> {
  const { rows } = await pool.query<Verdict & { n: number }>({
    ...ACCEPT,
    values: [
      links.map((_, index) => index),
      ...columnsOf(links),
      links.map((link) => link.deliveryId),
      links.map((link) => link.at.toISOString()),
      WEBHOOKS_MAX,
      eraseSeconds,
    ],
  })
  const verdicts: Verdict[] = []
  for (const { n, verdict, workflowId } of rows) verdicts[n] = { verdict, workflowId }
  return verdicts
}

/** The sealed data of a workflow. Its columns are null after erasure; undefined when there is no such workflow. */
export async function readSealed(
  pool: pg.Pool,
  workflow: { cell: number; id: string },
): Promise<{ sealed: Buffer | null; candidates: Buffer | null } | undefined> {
  const { rows } = await pool.query<{ sealed: Buffer | null; candidates: Buffer | null }>(
    'select sealed, candidates from linkage.requests where cell = $1 and workflow_id = $2',
    [workflow.cell, workflow.id],
  )
  return rows[0]
}

const ERASED_AT_ONCE = 5_000

/** True for request data that is durable in the archive as it is now. */
const IS_ARCHIVED = sql`exists (select from linkage.archives a
  where a.cell = r.cell and a.workflow_id = r.workflow_id and a.erase_at = r.erase_at)`

export interface Erasing {
  /** So long after its end, the data of a workflow is erased. */
  readonly seconds: number
  /** True: erase only data that is durable in the archive. */
  readonly hasArchive: boolean
  /** Erases what another store keeps. If it fails, all stays as it was and the next round tries again. */
  readonly eraseElsewhere: (ids: readonly WorkflowId[]) => Promise<void>
}

/**
 * Erases the request data of workflows that ended so long ago, and puts off the rest: acceptance sets the time as if
 * the workflow ended at once, which most do. Gives the number of rows that it changed.
 */
export async function eraseEnded(
  db: Db<LinkageTables>,
  { seconds, hasArchive, eraseElsewhere }: Erasing,
): Promise<number> {
  const isOver = sql`coalesce(w.ended_at <= now() - make_interval(secs => ${seconds}), w.id is null)`
  const mayErase = hasArchive ? sql`(r.sealed is null or not ${isOver} or ${IS_ARCHIVED})` : sql`true`
  return transaction(db, async (tx) => {
    const { rows } = await sql<{ cell: number; id: WorkflowId; isOver: boolean; elsewhere: boolean }>`
      select r.cell, r.workflow_id as id, length(r.sealed) = 0 as elsewhere, ${isOver} as "isOver"
      from linkage.requests r
      left join linkage.workflows w on w.cell = r.cell and w.id = r.workflow_id
      where r.erase_at <= now() and ${mayErase}
      order by r.erase_at limit ${sql.lit(ERASED_AT_ONCE)}`.execute(tx)
    const over = rows.filter((row) => row.isOver)
    const later = rows.filter((row) => !row.isOver)
    const keysOf = (some: typeof rows) =>
      sql`unnest(${some.map(({ cell }) => cell)}::int[], ${some.map(({ id }) => id)}::uuid[]) e (cell, id)`
    await sql`update linkage.requests r set sealed = null, candidates = null, erase_at = null
      from ${keysOf(over)} where r.cell = e.cell and r.workflow_id = e.id`.execute(tx)
    // We need the hash of the facts only as long as the workflow is open or its link lives.
    await sql`update linkage.workflows w set facts_hash = null
      from ${keysOf(over)}
      where w.cell = e.cell and w.id = e.id and w.link_id is null and w.ended_at is not null`.execute(tx)
    await sql`update linkage.requests r
      set erase_at = greatest(now() + interval '1 second',
        coalesce(w.ended_at, now()) + make_interval(secs => ${Math.max(seconds, 1)}))
      from ${keysOf(later)} join linkage.workflows w on w.cell = e.cell and w.id = e.id
      where r.cell = e.cell and r.workflow_id = e.id`.execute(tx)
    await eraseElsewhere(over.filter(({ elsewhere }) => elsewhere).map(({ id }) => id))
    return rows.length
  })
}

/** The ids among these whose workflow exists. */
export async function listWritten(
  pool: pg.Pool,
  ids: readonly { id: WorkflowId; cell: number }[],
): Promise<WorkflowId[]> {
  const { rows } = await pool.query<{ id: WorkflowId }>(
    `select w.id from unnest($1::int[], $2::uuid[]) s (cell, id)
     join linkage.workflows w on w.cell = s.cell and w.id = s.id`,
    [ids.map(({ cell }) => cell), ids.map(({ id }) => id)],
  )
  return rows.map(({ id }) => id)
}
