// Shows what the compiler refuses in a module's tables.ts. The types are the test, so `npm run types` runs it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ColumnType, Generated, Insertable, Selectable, Updateable } from 'kysely'
import type { Refined, WrittenOnce } from './rows.ts'

interface Rows {
  'slots.slots': {
    cell: number
    id: string
    status: 'open' | 'closed'
    kinds: string[]
    note: string | null
    facts: unknown
    revision: Generated<string>
    created_at: Date
  }
}
type SlotId = string & { readonly __id: 'slot' }

type Tables = Refined<
  Rows,
  {
    'slots.slots': {
      id: SlotId
      kinds: readonly 'a'[]
      facts: ColumnType<{ a: 1 }, string, string>
      revision: SlotId
      created_at: WrittenOnce<Date>
    }
  }
>
type Slot = Tables['slots.slots']

test('a module can give its columns only types that fit the database', () => {
  // @ts-expect-error there is no such table
  type NoTable = Refined<Rows, { 'slots.slot': { id: SlotId } }>
  // @ts-expect-error there is no such column
  type NoColumn = Refined<Rows, { 'slots.slots': { slot_id: SlotId } }>
  // @ts-expect-error a text is not a number
  type NoNumber = Refined<Rows, { 'slots.slots': { id: number } }>
  // @ts-expect-error the check of the table does not allow this word
  type NoWord = Refined<Rows, { 'slots.slots': { status: 'open' | 'shut' } }>
  const refused: Partial<[NoTable, NoColumn, NoNumber, NoWord]> = []
  assert.deepEqual(refused, [])
})

test('kinds of ids stay apart, defaults may be left out, and no update changes a written-once column', () => {
  const id = 'a slot' as SlotId
  const fresh: Insertable<Slot> = {
    cell: 1,
    id,
    status: 'open',
    kinds: ['a'],
    note: null,
    facts: '{}',
    created_at: new Date(0),
  }
  const read: Selectable<Slot> = { ...fresh, facts: { a: 1 }, revision: id, note: null }
  // @ts-expect-error an ordinary text is not the id of a slot
  const wrongId: Updateable<Slot> = { id: 'text' }
  // @ts-expect-error an update cannot change the instant of creation
  const later: Updateable<Slot> = { created_at: new Date(1) }
  // @ts-expect-error only `revision` has a default
  const incomplete: Insertable<Slot> = { cell: 1, id }
  assert.ok(read && wrongId && later && incomplete)
})
