// SQL of the accept path: one statement takes a batch of requests and calls accept_link once for each.
import type pg from 'pg'
import type { DeliveryId, WorkflowId } from '../contract.ts'
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
  /** Null when another store keeps the data and the keys. */
  readonly sealed: Buffer | null
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
const IS_ARCHIVED = `exists (select from linkage.archives a
  where a.cell = requests.cell and a.workflow_id = requests.workflow_id and a.erase_at = requests.erase_at)`

/**
 * Erases the request data whose time to erase has come. With an archive, only data that is durable there. Gives the
 * number of rows.
 */
export async function eraseEnded(pool: pg.Pool, hasArchive: boolean): Promise<number> {
  const { rows } = await pool.query<{ cell: number; workflow_id: string }>(
    `with due as materialized (
       select cell, workflow_id from linkage.requests
       where erase_at is not null and erase_at <= now() ${hasArchive ? `and (sealed is null or ${IS_ARCHIVED})` : ''}
       order by erase_at limit ${ERASED_AT_ONCE})
     update linkage.requests r set sealed = null, candidates = null, erase_at = null
     from due where r.cell = due.cell and r.workflow_id = due.workflow_id
     returning r.cell, r.workflow_id`,
  )
  // We need the hash of the facts only as long as the workflow is open or its link lives.
  await pool.query(
    `update linkage.workflows w set facts_hash = null
     from unnest($1::int[], $2::uuid[]) e (cell, id)
     where w.cell = e.cell and w.id = e.id and w.link_id is null and w.ended_at is not null`,
    [rows.map(({ cell }) => cell), rows.map(({ workflow_id }) => workflow_id)],
  )
  return rows.length
}
