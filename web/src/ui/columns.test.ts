// Tests of list columns: which ones are in the file, which ones people see, and that both agree.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Column, inOrder, seenColumns, toFile, type Words } from './columns.ts'

interface Lot {
  readonly lot: string
  readonly left?: number
}

const columns: readonly Column<Lot>[] = [
  { key: 'lot', text: ({ lot }) => lot, header: 'a.lot', draw: ({ lot }) => lot.toLowerCase() },
  { key: 'left', text: ({ left }) => left },
  { header: 'a.change', draw: () => 'change' },
]

test('the file has the columns with a key in their order, and leaves unknown values empty', () => {
  assert.deepEqual(toFile(columns, [{ lot: 'BB-77', left: 3 }, { lot: 'BB-78' }]), {
    header: ['lot', 'left'],
    rows: [
      ['BB-77', 3],
      ['BB-78', undefined],
    ],
  })
})

test('people see the columns that have a header', () => {
  assert.deepEqual(
    seenColumns(columns).map(({ header }) => header),
    ['a.lot', 'a.change'],
  )
})

const WORDS = { language: { code: 'en' } } as Words
const ordered: readonly Column<Lot & { readonly on?: string }>[] = [
  { key: 'lot', text: ({ lot }) => lot, header: 'a.lot' },
  { key: 'left', text: ({ left }) => left, header: 'a.left', isNumber: true },
  { key: 'on', text: ({ on }) => on, header: 'a.on', draw: ({ on }) => on?.slice(-2) },
  { key: 'kind', text: () => 'x', header: 'a.kind', draw: ({ lot }) => (lot === 'B10' ? 'Ant' : 'Bee') },
]
const LOTS = [
  { lot: 'B9', left: 40, on: '2027-01-09' },
  { lot: 'B10', on: '2026-12-31' },
  { lot: 'B8', left: 9, on: '2026-02-10' },
]

test('rows are ordered by number, by day, or by the words that people see; rows without a value come last', () => {
  const by = (header: string, isDown = false) => inOrder(ordered, LOTS, { header, isDown }, WORDS).map(({ lot }) => lot)
  assert.deepEqual(by('a.lot'), ['B8', 'B9', 'B10'])
  assert.deepEqual(by('a.left'), ['B8', 'B9', 'B10'])
  assert.deepEqual(by('a.left', true), ['B9', 'B8', 'B10'])
  assert.deepEqual(by('a.on'), ['B8', 'B10', 'B9'])
  assert.deepEqual(by('a.kind')[0], 'B10')
  assert.deepEqual(inOrder(ordered, LOTS, undefined, WORDS), LOTS)
})
