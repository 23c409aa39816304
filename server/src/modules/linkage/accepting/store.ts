// SQL of the accept path: one statement takes a batch of requests and calls accept_link once for each.
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
      r.choice_by, r.sealed, r.key_cell, r.key, r.fingerprint, r.delivery_id, r.at, $16) a`,
}

/** Decides each request separately. Gives the verdicts in the order of the requests. */
export async function acceptLinks(pool: pg.Pool, links: readonly NewLink[]): Promise<Verdict[]> {
  const { rows } = await pool.query<Verdict & { n: number }>({
    ...ACCEPT,
    values: [
      links.map((_, index) => index),
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
      links.map((link) => link.deliveryId),
      links.map((link) => link.at.toISOString()),
      WEBHOOKS_MAX,
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
  where a.cell = requests.cell and a.workflow_id = requests.workflow_id and a.erase_at = requests.erase_at)`

export interface Erasing {
  /** True: erase only data that is durable in the archive. */
  readonly hasArchive: boolean
  /** Erases what another store keeps. If it fails, all stays as it was and the next round tries again. */
  readonly eraseElsewhere: (ids: readonly WorkflowId[]) => Promise<void>
}

/** Erases the request data whose time to erase has come. Gives the number of rows. */
export async function eraseEnded(db: Db<LinkageTables>, { hasArchive, eraseElsewhere }: Erasing): Promise<number> {
  const mayErase = hasArchive ? sql`(sealed is null or ${IS_ARCHIVED})` : sql`true`
  return transaction(db, async (tx) => {
    const { rows } = await sql<{ cell: number; workflow_id: WorkflowId; elsewhere: boolean }>`
      with due as materialized (
        select cell, workflow_id, length(sealed) = 0 as elsewhere from linkage.requests
        where erase_at is not null and erase_at <= now() and ${mayErase}
        order by erase_at limit ${ERASED_AT_ONCE})
      update linkage.requests r set sealed = null, candidates = null, erase_at = null
      from due where r.cell = due.cell and r.workflow_id = due.workflow_id
      returning r.cell, r.workflow_id, due.elsewhere`.execute(tx)
    // We need the hash of the facts only as long as the workflow is open or its link lives.
    await sql`update linkage.workflows w set facts_hash = null
      from unnest(${rows.map(({ cell }) => cell)}::int[],
        ${rows.map(({ workflow_id }) => workflow_id)}::uuid[]) e (cell, id)
      where w.cell = e.cell and w.id = e.id and w.link_id is null and w.ended_at is not null`.execute(tx)
    await eraseElsewhere(rows.filter(({ elsewhere }) => elsewhere).map(({ workflow_id }) => workflow_id))
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
