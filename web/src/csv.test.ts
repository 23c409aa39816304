// Tests of CSV: it reads the files of spreadsheets, and writes files that it can read and that run no formula.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toCsv } from './csv.ts'
import { decode } from './staff/importing/decode.ts'
import { parseCsv, readCsv } from './staff/importing/read-csv.ts'

const fieldsOf = (text: string) => parseCsv(text).map(({ fields }) => fields)

test('quotes, doubled quotes, separators and line breaks within a field are read', () => {
  assert.deepEqual(fieldsOf('a,b\r\n"1, Janpath","said ""yes"""\r\n"two\nlines",\n'), [
    ['a', 'b'],
    ['1, Janpath', 'said "yes"'],
    ['two\nlines', ''],
  ])
})

test('a byte order mark, semicolons, a missing last line break and empty lines make no difference', () => {
  assert.deepEqual(fieldsOf('\ufeffname;pin\n\nA;110001\n;\n\nB;110002'), [
    ['name', 'pin'],
    ['A', '110001'],
    ['B', '110002'],
  ])
})

test('a row has the number of the line where it begins, also after a field of several lines', () => {
  const { rows } = readCsv('name,pin\n"A\nB",110001\n\nC,110002', ['name'])
  assert.deepEqual(
    rows.map(({ line, get }) => [line, get('name')]),
    [
      [2, 'A\nB'],
      [5, 'C'],
    ],
  )
})

test('columns are found by name in any case and order, and missing columns are named', () => {
  const { rows, missing } = readCsv('PIN,Min Age,Name\n110001,18,A', ['name', 'pin', 'minAge', 'kinds'])
  assert.deepEqual(missing, ['kinds'])
  assert.deepEqual([rows[0]?.get('name'), rows[0]?.get('minAge'), rows[0]?.get('kinds')], ['A', '18', ''])
})

test('an empty file has no rows and lacks every column', () => {
  assert.deepEqual(readCsv('', ['name']), { rows: [], missing: ['name'] })
})

test('a written file can be read again, and no text becomes a formula', () => {
  const rows = [['Clinic "A", Delhi', 'two\nlines', 28.6, undefined]]
  assert.deepEqual(fieldsOf(toCsv(['a', 'b', 'c', 'd'], rows))[1], ['Clinic "A", Delhi', 'two\nlines', '28.6', ''])
  assert.equal(toCsv(['a'], [['=cmd()'], ['@x'], [-1]]), "a\r\n'=cmd()\r\n'@x\r\n-1\r\n")
})

test('a chosen file is read in its own encoding, or not at all', () => {
  const text = 'name\nRen\u00e9e D\u00b4Souza'
  const utf16 = new Uint8Array([...`\ufeff${text}`].flatMap((one) => [one.charCodeAt(0) % 256, one.charCodeAt(0) >> 8]))
  assert.equal(decode(new TextEncoder().encode(`\ufeff${text}`)), text)
  assert.equal(decode(utf16), text)
  assert.equal(decode(Uint8Array.from(text, (one) => one.charCodeAt(0))), text)
  // An old encoding of Devanagari, and UTF-8 with a broken letter.
  assert.equal(decode(Uint8Array.of(0x61, 0xd1, 0xda, 0xd8, 0xdd)), undefined)
  assert.equal(decode(Uint8Array.of(...new TextEncoder().encode('मीरा'), 0xe9)), undefined)
})
