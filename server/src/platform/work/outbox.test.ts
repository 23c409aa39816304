// Tests publishing: a committed event is in its module's outbox, in the cell of its subject; a rolled-back one is not.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setup } from '../../testing/setup.ts'
import { defineEvent, id, object, Type } from '../contract.ts'
import { newId } from '../id.ts'
import { transaction } from '../postgres/db.ts'
import { type EventEnvelope, publish, toOutboxRow } from './outbox.ts'

const AccountId = id('account')
const noticed = defineEvent('patients.account-noticed.v1', 'accountId', object({ accountId: AccountId, by: AccountId }))
const counted = defineEvent('patients.people-counted.v1', null, object({ people: Type.Integer() }))

const CELL = 701
const origin = { actorId: newId(94), role: 'citizen', requestId: 'a test' } as const

test('the name comes from the event, the cell from its subject id, and the time from the transaction', async (t) => {
  const { program, clock } = await setup(t)
  // Another module publishes it: the event still goes to the outbox of its owner.
  const { db, pool } = program.context('facilities')
  const bodies = [newId<'account'>(CELL), newId<'account'>(CELL + 1)].map((accountId) => ({
    accountId,
    by: newId<'account'>(94),
  }))
  await transaction(db, async (tx) => {
    await publish(tx, origin, noticed, ...bodies)
    await publish(tx, origin, counted, { people: 3 })
    await publish(tx, origin, noticed)
  })
  const { rows } = await pool.query<{ cell: number; id: string; name: string; body: EventEnvelope }>(
    'select cell, id, name, body from patients.outbox order by cell',
  )
  const at = clock.now().toISOString()
  assert.deepEqual(
    rows.map(({ cell, name, body }) => ({ cell, name, body: { ...body, id: '' } })),
    [
      { cell: 0, event: counted, body: { people: 3 } },
      { cell: CELL, event: noticed, body: bodies[0] },
      { cell: CELL + 1, event: noticed, body: bodies[1] },
    ].map(({ cell, event, body }) => ({
      cell,
      name: event.name,
      body: { id: '', name: event.name, occurredAt: at, ...origin, body },
    })),
  )
  for (const { id: rowId, body } of rows) assert.equal(body.id, rowId)
})

test('a rolled-back event is never published', async (t) => {
  const { program } = await setup(t)
  const { db, pool } = program.context('patients')
  const failing = transaction(db, async (tx) => {
    await publish(tx, origin, counted, { people: 3 })
    throw new Error('changed my mind')
  })
  await assert.rejects(failing, /changed my mind/)
  assert.deepEqual((await pool.query('select 1 from patients.outbox')).rows, [])
})

test('the subject of an event must be a member that always holds an id', () => {
  // @ts-expect-error: there is no such member
  defineEvent('patients.one.v1', 'patientId', object({ accountId: AccountId }))
  // @ts-expect-error: a name is not an id
  defineEvent('patients.one.v1', 'name', object({ accountId: AccountId, name: Type.String() }))
  // @ts-expect-error: the member may be missing
  defineEvent('patients.one.v1', 'accountId', object({ accountId: Type.Optional(AccountId) }))
  const row = toOutboxRow(noticed, { accountId: newId<'account'>(CELL), by: newId<'account'>(1) }, origin, new Date(0))
  assert.equal(row.cell, CELL)
})
