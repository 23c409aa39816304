// Tests the chains: whoever changes the trail in the database is found, and the first wrong row is named.
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { openAuth } from '../../../platform/auth.ts'
import { openKeys } from '../../../platform/keys.ts'
import { setup, TODAY } from '../../../testing/setup.ts'
import type { AuditContext, ChainRow, ChangeRow, ReadRow } from '../tables.ts'
import { CELL, contextOf, writeTrail } from '../testing.ts'
import { type Fault, hashChange, hashOfEnds, hashOfName, hashRead } from './links.ts'
import { contentOfChain, contentOfDay, sealDays } from './sealing.ts'
import { openSigner } from './signing.ts'
import { listChains, listDays, readChain } from './store.ts'
import { verify } from './verifying.ts'

const FIRST_DAY = '2026-02-28'
const SEALED = '2026-03-01'
const ROWS = 6

/** A trail of three days: two are signed, today is open. */
async function writeThreeDays(t: Parameters<typeof setup>[0]) {
  const place = await setup(t, { isStarted: false })
  const context = contextOf(place)
  for (const day of [FIRST_DAY, SEALED, TODAY]) {
    place.clock.set(`${day}T05:00:00Z`)
    await sealDays(context)
    await writeTrail(context, ROWS)
    await writeTrail(context, 2, CELL + 1)
  }
  return { context, place }
}

interface Attack {
  readonly what: string
  readonly act: (context: AuditContext, day: string) => Promise<unknown>
  readonly found: Partial<Fault>
}

const run = ({ pool }: AuditContext, sql: string, values: unknown[] = []) => pool.query(sql, values)
const row = (seq: number, kind = 'reads') => `audit.${kind} where cell = ${CELL} and seq = ${seq} and recorded_on = $1`
const set = (seq: number, values: string, kind = 'reads') => row(seq, kind).replace(' where', ` set ${values} where`)

/** Attacks by somebody who may write to every table, but does not hold the key. */
const ATTACKS: readonly Attack[] = [
  {
    what: 'alters who read',
    act: (context, day) => run(context, `update ${set(3, "role = 'nurse'")}`, [day]),
    found: { fault: 'altered', kind: 'reads', seq: 3 },
  },
  {
    what: 'alters when somebody changed something',
    act: (context, day) => run(context, `update ${set(2, "at = at - interval '1 hour'", 'changes')}`, [day]),
    found: { fault: 'altered', kind: 'changes', seq: 2 },
  },
  {
    what: 'alters the last row and makes its hash fit',
    act: (context, day) => alterAndHash(context, day, ROWS),
    found: { fault: 'rewritten', kind: 'reads', seq: ROWS },
  },
  {
    what: 'alters a middle row and makes its hash fit',
    act: (context, day) => alterAndHash(context, day, 3),
    found: { fault: 'moved', kind: 'reads', seq: 4 },
  },
  {
    what: 'deletes the last row',
    act: (context, day) => run(context, `delete from ${row(ROWS)}`, [day]),
    found: { fault: 'missing', kind: 'reads', seq: ROWS },
  },
  {
    what: 'deletes a middle row',
    act: (context, day) => run(context, `delete from ${row(3)}`, [day]),
    found: { fault: 'missing', kind: 'reads', seq: 3 },
  },
  {
    what: 'deletes a middle row and closes the gap in the numbers',
    act: async (context, day) => {
      await run(context, `delete from ${row(3)}`, [day])
      for (let seq = 4; seq <= ROWS; seq++) await run(context, `update ${set(seq, 'seq = seq - 1')}`, [day])
    },
    found: { fault: 'moved', kind: 'reads', seq: 3 },
  },
  {
    what: 'swaps two rows',
    act: async (context, day) => {
      await run(context, `update ${set(2, 'seq = -1')}`, [day])
      await run(context, `update ${set(3, 'seq = 2')}`, [day])
      await run(context, `update ${set(-1, 'seq = 3')}`, [day])
    },
    found: { fault: 'moved', kind: 'reads', seq: 2 },
  },
  {
    what: 'adds a row at the end',
    act: (context, day) =>
      run(
        context,
        `insert into audit.reads select cell, gen_random_uuid(), patient_id, account_id, role, facility_id, basis,
           record_kind, action, record_id, at, request_id, recorded_on, seq + 1, hash, sha256(hash) from ${row(ROWS)}`,
        [day],
      ),
    found: { fault: 'added', kind: 'reads', seq: ROWS + 1 },
  },
  {
    what: 'deletes a chain but not its rows',
    act: (context, day) =>
      run(context, `delete from audit.chains where cell = ${CELL + 1} and kind = 'reads' and recorded_on = $1`, [day]),
    found: {},
  },
]

async function alterAndHash(context: AuditContext, day: string, seq: number): Promise<void> {
  const { rows } = await run(context, `select * from ${row(seq)}`, [day])
  const altered = { ...(rows[0] as ReadRow), role: 'nurse' }
  const content = hashRead(altered).toString('hex')
  const values = `role = 'nurse', hash = sha256(prev_hash || '\\x${content}')`
  await run(context, `update ${set(seq, values)}`, [day])
}

/** Alters a row and writes the whole chain anew, with its length and end: only the signature is missing. */
async function rewriteChain(context: AuditContext, day: string, kind: 'reads' | 'changes'): Promise<void> {
  const chain = (await listChains(context.db, day)).find((one) => one.cell === CELL && one.kind === kind) as ChainRow
  let last = hashOfName(chain)
  for await (const portion of readChain(context.db, chain)) {
    for (const old of portion) {
      const next = { ...old, role: 'cashier' }
      const content = kind === 'reads' ? hashRead(next as ReadRow) : hashChange(next as ChangeRow)
      const linked = hash('sha256', Buffer.concat([last, content]), 'buffer')
      await run(context, `update ${set(old.seq, "role = 'cashier', prev_hash = $2, hash = $3", kind)}`, [
        day,
        last,
        linked,
      ])
      last = linked
    }
  }
  const where = 'where cell = $1 and recorded_on = $2 and kind = $3'
  await run(context, `update audit.chains set hash = $4 ${where}`, [CELL, day, kind, last])
}

for (const day of [SEALED, TODAY]) {
  describe(`somebody who changes the trail of ${day === TODAY ? 'today' : 'a signed day'} is found when they`, () => {
    for (const { what, act, found } of ATTACKS) {
      test(what, async (t) => {
        const { context } = await writeThreeDays(t)
        assert.equal((await verify(context)).fault, undefined)
        await act(context, day)
        const { fault } = await verify(context)
        assert.ok(fault, 'it was not found')
        assert.equal(fault.day, day)
        assert.deepEqual({ ...fault, ...found }, fault)
      })
    }
  })
}

describe('without the key nobody can', () => {
  let context: AuditContext
  const place = { after: [] as (() => unknown)[] }
  before(async () => {
    ;({ context } = await writeThreeDays({ after: (act: () => unknown) => void place.after.push(act) } as never))
  })
  after(async () => {
    for (const act of place.after.toReversed()) await act()
  })
  /** Runs an attack in the database, and takes it back. */
  const found = async (attack: () => Promise<unknown>): Promise<Fault | undefined> => {
    const tables = ['chains', 'reads', 'changes', 'days', 'signing_keys']
    for (const table of tables) await run(context, `create table audit.kept_${table} as table audit.${table}`)
    try {
      await attack()
      return (await verify(context)).fault
    } finally {
      for (const table of tables) {
        await run(context, `truncate audit.${table}`)
        await run(context, `insert into audit.${table} table audit.kept_${table}`)
        await run(context, `drop table audit.kept_${table}`)
      }
    }
  }

  test('write a whole chain of a signed day anew', async () => {
    for (const kind of ['reads', 'changes'] as const) {
      const fault = await found(() => rewriteChain(context, SEALED, kind))
      assert.deepEqual(fault, { fault: 'rewritten', day: SEALED, kind, cell: CELL })
    }
  })

  test('remove a chain of a signed day with its rows', async () => {
    const fault = await found(async () => {
      await run(context, 'delete from audit.reads where cell = $1 and recorded_on = $2', [CELL, SEALED])
      await run(context, "delete from audit.chains where cell = $1 and recorded_on = $2 and kind = 'reads'", [
        CELL,
        SEALED,
      ])
    })
    assert.deepEqual(fault, { fault: 'missing', day: SEALED })
  })

  test('remove a signed day with its rows and chains', async () => {
    const remove = (day: string) => async () => {
      for (const table of ['reads', 'changes', 'chains']) {
        await run(context, `delete from audit.${table} where recorded_on = $1`, [day])
      }
      await run(context, 'delete from audit.days where day = $1', [day])
    }
    assert.deepEqual(await found(remove(SEALED)), { fault: 'unsigned', day: SEALED }, 'the newest')
    assert.deepEqual(await found(remove(FIRST_DAY)), { fault: 'rewritten', day: SEALED }, 'the first')
  })

  test('sign everything anew with a key of their own, although they add the key to the table of keys', async () => {
    const keys = openKeys('a secret of somebody else'.repeat(3), 'another key'.repeat(5))
    const signer = openSigner({ keys, auth: await openAuth(keys, context.clock) })
    const fault = await found(async () => {
      await run(context, 'insert into audit.signing_keys values ($1, $2, now())', [
        signer.key.kid,
        JSON.stringify(signer.key),
      ])
      await rewriteChain(context, FIRST_DAY, 'reads')
      let previous: Awaited<ReturnType<typeof listDays>>[number] | undefined
      for (const day of await listDays(context.db)) {
        for (const chain of await listChains(context.db, day.day)) {
          const { kid, signature } = await signer.sign(contentOfChain(chain))
          await run(
            context,
            'update audit.chains set kid = $4, signature = $5 where cell = $1 and recorded_on = $2 and kind = $3',
            [chain.cell, day.day, chain.kind, kid, signature],
          )
        }
        const digest = hashOfEnds(await listChains(context.db, day.day))
        const signed = await signer.sign(contentOfDay({ ...day, digest }, previous))
        const values = [day.day, digest, signed.kid, signed.signature]
        await run(context, 'update audit.days set digest = $2, kid = $3, signature = $4 where day = $1', values)
        previous = { ...day, digest, ...signed }
      }
    })
    assert.deepEqual(fault, { fault: 'rewritten', day: SEALED })
  })

  test('hide what was found: after all this the trail is intact again', async () => {
    assert.equal((await verify(context)).fault, undefined)
  })
})
