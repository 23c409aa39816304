// Tests of moves of workflows: what is never allowed, and that the database decides each move as these rules do.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newId } from '../../../platform/id.ts'
import { setup } from '../../../testing/setup.ts'
import type { WorkflowId } from '../contract.ts'
import { poolOf } from '../testing.ts'
import { afterMove, decideMove, hasEnded, type LiveLink, type Move, type Settled, type Standing } from './rules.ts'
import { mayMove, OUTCOMES, STATUSES, type Status, statesBefore } from './states.ts'
import { type Settlement, settleWorkflows } from './store.ts'

const CELL = 7
const statuses = fc.constantFrom(...STATUSES)
const standings = fc.record({
  status: statuses,
  outcome: fc.constantFrom(null, ...OUTCOMES),
  lease: fc.integer({ min: 0, max: 3 }),
})
const moves = fc.record(
  {
    to: statuses,
    from: fc.subarray([...STATUSES]),
    lease: fc.constantFrom(null, 0, 1, 2, 3),
    outcome: fc.constantFrom(...OUTCOMES),
    isLink: fc.boolean(),
  },
  { requiredKeys: ['to', 'from', 'lease', 'isLink'] },
)

const LINKS: readonly LiveLink[] = ['none', 'same', 'other']

test('no move changes an ended workflow or makes a link to a second person', () => {
  fc.assert(
    fc.property(standings, moves, fc.constantFrom(...LINKS), (workflow, asked, liveLink) => {
      const move: Move = { ...asked, from: statesBefore(asked.to) }
      const settled = decideMove(workflow, move, liveLink)
      if (hasEnded(workflow.status)) assert.notEqual(settled, 'done')
      if (move.isLink && liveLink === 'other') assert.notEqual(settled, 'done')
      if (settled !== 'done') return
      assert.ok(mayMove(workflow.status, move.to))
      assert.ok(move.lease === null || move.lease === workflow.lease)
    }),
  )
})

test('a worker that lost its lease writes nothing more, whatever moves came between', () => {
  fc.assert(
    fc.property(standings, fc.array(moves, { maxLength: 20 }), (first, all) => {
      let workflow: Standing = first
      for (const move of all) {
        const before = workflow
        if (decideMove(workflow, move, 'none') === 'done') workflow = afterMove(workflow, move)
        assert.ok(workflow.lease >= before.lease)
        const isTaken = workflow.lease > first.lease
        const late = decideMove(workflow, { to: 'LINKED', from: STATUSES, lease: first.lease, isLink: true }, 'none')
        if (isTaken) assert.equal(late, 'lease-lost')
      }
    }),
  )
})

interface Case {
  readonly id: WorkflowId
  readonly workflow: Standing | undefined
  readonly move: Move
  readonly liveLink: LiveLink
}

const LEASE = 5

/** Every way to ask for a move. */
const MOVES: readonly Move[] = STATUSES.flatMap((to) =>
  [statesBefore(to), STATUSES, ['CHOICE'] satisfies Status[]].flatMap((from) =>
    [null, LEASE, LEASE - 1].flatMap((lease) => [false, true].map((isLink) => ({ to, from, lease, isLink }))),
  ),
)

/** Every state of a workflow, also impossible ones. */
const STANDINGS: readonly Pick<Case, 'workflow' | 'liveLink'>[] = STATUSES.flatMap((status) =>
  [null, ...OUTCOMES].flatMap((outcome) =>
    LINKS.map((liveLink) => ({ workflow: { status, outcome, lease: LEASE }, liveLink })),
  ),
)

const listCases = (): Case[] =>
  MOVES.flatMap((move) => {
    const outcome = OUTCOMES.find((one) => one === move.to)
    return [{ workflow: undefined, liveLink: 'none' as const }, ...STANDINGS].map((standing) => ({
      ...standing,
      id: newId<'workflow'>(CELL),
      move: { ...move, ...(outcome && { outcome }) },
    }))
  })

const toSettlement = ({ id, move: { to, from, lease, outcome, isLink } }: Case): Settlement => ({
  id,
  to,
  from,
  lease,
  ...(outcome && { outcome }),
  ...(isLink && { mapping: { id: newId(CELL), internalPatientId: 'p' } }),
})

test('the database decides every move in every state as the rules do', async (t) => {
  const pool = poolOf(await setup(t))
  const cases = listCases()
  assert.equal(cases.length, STATUSES.length * 3 * 3 * 2 * (1 + STATUSES.length * 5 * LINKS.length))
  const standing = cases.filter(({ workflow }) => workflow !== undefined)
  await pool.query(
    `insert into linkage.workflows (cell, id, request_id, customer_id, patient_id, status, outcome, lease, choice_by,
       ended_at)
     select $1, w.id, w.id, $2, w.id::text, w.status, w.outcome, $6, 'staff',
       case when w.status in ('COMPLETED', 'FAILED') then now() end
     from unnest($3::uuid[], $4::text[], $5::text[]) w (id, status, outcome)`,
    [
      CELL,
      newId(CELL),
      standing.map(({ id }) => id),
      standing.map(({ workflow }) => workflow?.status),
      standing.map(({ workflow }) => workflow?.outcome),
      LEASE,
    ],
  )
  const linked = cases.filter(({ liveLink }) => liveLink !== 'none')
  await pool.query(
    `insert into linkage.patient_mappings
       (cell, id, customer_id, patient_id, internal_patient_id, status, is_live, workflow_id)
     select w.cell, w.id, w.customer_id, w.patient_id, l.person, 'LINKED', true, w.id
     from unnest($1::uuid[], $2::text[]) l (id, person) join linkage.workflows w on w.id = l.id`,
    [linked.map(({ id }) => id), linked.map(({ liveLink }) => (liveLink === 'same' ? 'p' : 'before'))],
  )
  await pool.query(
    `insert into linkage.queue (cell, workflow_id, customer_id, patient_id, choice_by, lease)
     select cell, id, customer_id, patient_id, choice_by, lease from linkage.workflows;
     insert into linkage.patients (cell, customer_id, patient_id, open_id, link_id, found_by)
     select w.cell, w.customer_id, w.patient_id, w.id, m.id, case when m.id is null then '{}' else array[m.id] end
     from linkage.workflows w left join linkage.patient_mappings m on m.workflow_id = w.id`,
  )
  const settled: Settled[] = []
  for (let at = 0; at < cases.length; at += 1_000) {
    settled.push(...(await settleWorkflows(pool, cases.slice(at, at + 1_000).map(toSettlement), 60)))
  }
  const { rows } = await pool.query<Standing & { id: string; ended: boolean }>(
    'select id, status, outcome, lease, ended_at is not null as ended from linkage.workflows',
  )
  const after = new Map(rows.map(({ id, ended, ...row }) => [id, { row, ended }]))
  const seen = new Set<Settled>()
  for (const [nth, { id, workflow, move, liveLink }] of cases.entries()) {
    const says = `${JSON.stringify(workflow)} ${JSON.stringify(move)} linked: ${liveLink}`
    const expected = decideMove(workflow, move, liveLink)
    seen.add(expected)
    assert.equal(settled[nth], expected, says)
    if (!workflow) continue
    const next = expected === 'done' ? afterMove(workflow, move) : workflow
    assert.deepEqual(after.get(id), { row: next, ended: hasEnded(next.status) }, says)
  }
  assert.equal(seen.size, 6, 'the cases cover each result')
})
