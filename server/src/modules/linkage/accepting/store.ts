// SQL of the accept path: one statement takes a batch of requests and calls accept_link once for each.
import type pg from 'pg'
import type { WorkflowId } from '../contract.ts'
import type { Verdict } from './rules.ts'

export interface NewLink {
  readonly cell: number
  readonly workflowId: WorkflowId
  readonly requestId: string
  readonly customerId: string
  readonly patientId: string
  readonly webhookUrl: string | null
  readonly choiceBy: string
  /** Null when another store keeps the data and the keys. */
  readonly sealed: Buffer | null
  readonly keyCell: number
  readonly key: string | null
  readonly fingerprint: string | null
}

const ACCEPT = {
  name: 'linkage-accept',
  // Ordered by patient, so that two batches with the same people do not block each other (deadlock).
  text: `select r.n, a.verdict, a.found_id as "workflowId"
    from (select * from unnest($1::int[], $2::int[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[],
      $8::text[], $9::bytea[], $10::int[], $11::text[], $12::text[])
      as u (n, cell, id, request_id, customer_id, patient_id, url, choice_by, sealed, key_cell, key, fingerprint)
      order by cell, customer_id, patient_id, n) r
    cross join lateral linkage.accept_link(r.cell, r.id, r.request_id, r.customer_id, r.patient_id, r.url, r.choice_by,
      r.sealed, r.key_cell, r.key, r.fingerprint) a`,
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
      links.map((link) => link.webhookUrl),
      links.map((link) => link.choiceBy),
      links.map((link) => link.sealed),
      links.map((link) => link.keyCell),
      links.map((link) => link.key),
      links.map((link) => link.fingerprint),
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

/** Erases the request data whose time to erase has come. Gives the number of rows. */
export async function eraseEnded(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `with due as materialized (
       select cell, workflow_id from linkage.requests
       where erase_at is not null and erase_at <= now() order by erase_at limit ${ERASED_AT_ONCE})
     update linkage.requests r set sealed = null, candidates = null, erase_at = null
     from due where r.cell = due.cell and r.workflow_id = due.workflow_id`,
  )
  return rowCount ?? 0
}
