// Tests the measurement on files: FEBRL with the fixed setting, files with other headers, and unusable rows.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { evaluate } from './evaluate.ts'

type Row = Record<string, string>

const FEBRL = path.resolve(import.meta.dirname, '../../../../../../shared/data/patient-matching')
const skip = existsSync(FEBRL) ? false : 'the FEBRL sets are not on this machine'

function openFolder(t: TestContext) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sehat-evaluate-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return (name: string, content: string | Buffer): string => {
    const file = path.join(folder, name)
    writeFileSync(file, content)
    return file
  }
}

const FEBRL_COLUMNS = {
  given_name: 'givenName',
  surname: 'familyName',
  street_number: 'house',
  address_1: 'address',
  address_2: 'address',
  suburb: 'locality',
  postcode: 'pin',
  state: 'state',
  date_of_birth: 'birthDate',
}

function writeFebrl(t: TestContext, set: number, columns: object) {
  const write = openFolder(t)
  const packed = readFileSync(path.join(FEBRL, `febrl_dataset${set}.csv.gz`))
  const rows = parse(gunzipSync(packed), { columns: true }) as Row[]
  const headers = [...Object.keys(FEBRL_COLUMNS), 'soc_sec_id']
  const toCsv = (list: readonly Row[]): string =>
    [`id,${headers.join(',')}`, ...list.map((row) => [row.rec_id, ...headers.map((one) => row[one])].join(','))].join(
      '\n',
    )
  const isOriginal = (row: Row): boolean => row.rec_id?.endsWith('-org') === true
  const originals = rows.filter(isOriginal)
  const duplicates = rows.filter((row) => !isOriginal(row))
  const idOf = new Map(originals.map((row) => [row.person_id, row.rec_id]))
  const pairs = duplicates.map((row) => `${idOf.get(row.person_id as string)},${row.rec_id}`)
  return {
    index: write('index.csv', toCsv(originals)),
    queries: write('queries.csv', toCsv(duplicates)),
    columns: write('columns.json', JSON.stringify(columns)),
    truth: write('truth.csv', `index_id,query_id\n${pairs.join('\n')}`),
  }
}

// With a stated number FEBRL 1 does not reach 0.985: 17 of its 500 duplicates say no more than a relative with a lent
// card would say (docs/decisions/0009). Sehat offers them for review.
for (const [set, column, f1, offered] of [
  [1, 'identifier', 0.982, 0.996],
  [2, 'identifier', 0.989, 0.998],
  [1, 'verifiedIdentifier', 0.985, 0.996],
  [2, 'verifiedIdentifier', 0.992, 0.998],
] as const) {
  test(`FEBRL ${set} with its number as ${column}: no false link, F1 at least ${f1}`, { skip }, async (t) => {
    const found = await evaluate(writeFebrl(t, set, { ...FEBRL_COLUMNS, soc_sec_id: column }))
    assert.equal(found.falseLinks, 0)
    assert.ok(found.f1 >= f1, String(found.f1))
    assert.ok(found.foundOrOfferedShare >= offered, String(found.foundOrOfferedShare))
    assert.equal(found.refusedCount, 0)
  })
}

test('FEBRL without its number: no false link, and nearly all other pairs are offered', { skip }, async (t) => {
  for (const set of [1, 2]) {
    const found = await evaluate(writeFebrl(t, set, FEBRL_COLUMNS))
    assert.equal(found.falseLinks, 0)
    assert.ok(found.recall >= 0.65, String(found.recall))
    assert.ok(found.foundOrOfferedShare >= 0.95, String(found.foundOrOfferedShare))
  }
})

const TRUTH = 'index_id,query_id\n1,a\n2,b\n'
const COLUMNS = { Name: 'fullName', DOB: 'birthDate', Mobile: 'phone', 'PIN Code': 'pin' }
const INDEX = [
  'id,Name,DOB,Mobile,PIN Code,secret',
  '1,"Sharma, Rahul",1990-05-14,+91 98765 01234,110005,x',
  '2,मीरा पाटिल,19710909,9811100022,600004,x',
].join('\n')
const QUERIES = [
  'id,Name,DOB,Mobile,PIN Code,secret',
  'a,Rahul Sharma,19900514,9876501234,110005,x',
  'b,Meera Patil,1971-09-09,9811100022,600004,x',
  'c,Somebody Else,1950-02-03,,,x',
].join('\n')

test('the reader accepts other headers, both forms of dates, and Indian scripts', async (t) => {
  const write = openFolder(t)
  const found = await evaluate({
    index: write('a.csv.gz', gzipSync(INDEX)),
    queries: write('b.csv', `\uFEFF${QUERIES}`),
    columns: write('c.json', JSON.stringify(COLUMNS)),
    truth: write('t.csv', TRUTH),
  })
  assert.deepEqual(
    [found.indexRows, found.queries, found.truths, found.correctLinks, found.falseLinks, found.f1],
    [2, 3, 2, 2, 0, 1],
  )
})

test('the mapping may also go from field to headers, and several headers may fill one field', async (t) => {
  const write = openFolder(t)
  const columns = { fullName: 'Name', birthDate: 'DOB', phone: ['Mobile'], pin: 'PIN Code', id: 'id' }
  const found = await evaluate({
    index: write('a.csv', INDEX),
    queries: write('b.csv', QUERIES),
    columns: write('c.json', JSON.stringify(columns)),
    truth: write('t.csv', TRUTH),
  })
  assert.equal(found.correctLinks, 2)
})

test('an unusable row is reported with its line and reason, and the other rows count', async (t) => {
  const write = openFolder(t)
  const faulty = [
    INDEX,
    ',No Id,1990-05-14,,,x',
    '1,Twice,,,,x',
    '3,,,,,x',
    '4,Short',
    '5,Un"even" quote,19000000,,\u0000,x',
  ]
  const found = await evaluate({
    index: write('a.csv', `${faulty.join('\n')}\n`),
    queries: write('b.csv', QUERIES),
    columns: write('c.json', JSON.stringify(COLUMNS)),
    truth: write('t.csv', `${TRUTH},a\n9,z\n`),
  })
  assert.deepEqual(
    found.refused.map(({ row, reason }) => `${row} ${reason}`),
    [
      '4 has no id',
      '5 repeats the id 1',
      '6 has no fact about the person',
      '7 has fewer columns than the header',
      '4 has no pair of ids',
    ],
  )
  assert.equal(found.correctLinks, 2)
})

test('an unusable file or mapping is refused in one line', async (t) => {
  const write = openFolder(t)
  const files = {
    index: write('a.csv', INDEX),
    queries: write('b.csv', QUERIES),
    columns: write('c.json', JSON.stringify(COLUMNS)),
    truth: write('t.csv', TRUTH),
  }
  const refused: readonly [Partial<typeof files>, RegExp][] = [
    [{ index: 'nowhere.csv' }, /nowhere\.csv does not exist/],
    [{ columns: write('d.json', '{"Name": "shoeSize"}') }, /"Name" to an unknown field/],
    [{ columns: write('e.json', '{') }, /not valid JSON/],
    [{ columns: write('f.json', '[]') }, /one JSON object/],
    [{ columns: write('g.json', '{"Other": "phone"}') }, /none of the columns Other/],
    [{ index: write('h.csv', 'Name\nRahul') }, /no column "id"/],
    [{ truth: write('i.csv', 'a,b\n1,2') }, /needs the columns index_id and query_id/],
  ]
  for (const [change, message] of refused) {
    await assert.rejects(evaluate({ ...files, ...change }), (error: Error) => {
      assert.match(error.message, message)
      assert.doesNotMatch(error.message, /\n/)
      return true
    })
  }
})
