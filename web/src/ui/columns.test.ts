// Tests of list columns: which ones are in the file, which ones people see, and that both agree.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Column, seenColumns, toFile } from './columns.ts'

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
