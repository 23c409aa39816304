// Tests the reader of files: encodings, separators, line ends, and files that are something else.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { FileError, listFiles, openFile } from './open-file.ts'
import { toProgressLine } from './progress.ts'
import { readResources } from './read-resources.ts'
import { readTable, type TableForm } from './read-table.ts'

let folder: string
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sehat-files-'))
})
after(() => rmSync(folder, { recursive: true, force: true }))

const FORM: TableForm = { needed: ['id'], known: ['fullName', 'pin'] }

const write = (name: string, content: string | Buffer): string => {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

/** The records of a table as [line, ...texts], or [line, reason]. */
async function read(name: string, content: string | Buffer, form = FORM): Promise<unknown[][]> {
  const found: unknown[][] = []
  for await (const records of readTable(await openFile(write(name, content)), form)) {
    for (const { line, ...record } of records) {
      found.push([line, ...('reason' in record ? [record.reason] : Object.values(record.fields))])
    }
  }
  return found
}

async function resources(name: string, content: string | Buffer): Promise<unknown[][]> {
  const found: unknown[][] = []
  for await (const one of readResources(await openFile(write(name, content)))) {
    found.push([one.row, one.resource ? one.key : one.reason])
  }
  return found
}

const utf16 = (text: string, isBig: boolean): Buffer => {
  const bytes = Buffer.from(text, 'utf16le')
  return isBig ? bytes.swap16() : bytes
}

describe('encodings', () => {
  const text = 'id,fullName,pin\n1,राहुल शर्मा,110001\n2,Meera,110002\n'
  const right = [
    [2, '1', 'राहुल शर्मा', '110001'],
    [3, '2', 'Meera', '110002'],
  ]
  test('UTF-8 and UTF-16 are read, with a byte order mark and without, gzipped or plain', async () => {
    assert.deepEqual(await read('a.csv', text), right)
    assert.deepEqual(await read('b.csv', `\ufeff${text}`), right)
    for (const isBig of [false, true]) {
      assert.deepEqual(await read('c.csv', utf16(`\ufeff${text}`, isBig)), right)
      assert.deepEqual(await read('d.csv', utf16(`id,fullName,pin\n1,Meera,110001\n`, isBig)), [
        [2, '1', 'Meera', '110001'],
      ])
      assert.deepEqual(await read('e.csv.gz', gzipSync(utf16(`\ufeff${text}`, isBig))), right)
    }
  })

  test('a gzip is unpacked also when its name does not say so', async () => {
    assert.deepEqual(await read('packed.csv', gzipSync(text)), right)
  })

  test('Windows-1252 is read right: no letter becomes another', async () => {
    const latin = Buffer.from('id,fullName\n1,Ren\u00e9e D\u00b4Souza\n2,', 'latin1')
    const bytes = Buffer.concat([latin, Buffer.from([0x93]), Buffer.from('Bablu'), Buffer.from([0x94, 0x0a])])
    assert.deepEqual(await read('latin.csv', bytes), [
      [2, '1', 'Renée D´Souza'],
      [3, '2', '“Bablu”'],
    ])
  })

  test('bytes of no sure encoding are refused: whole words above ASCII are an old font or ISCII', async () => {
    const iscii = Buffer.concat([Buffer.from('id,fullName\n1,'), Buffer.from([0xd1, 0xda, 0xd8, 0xdd, 0xd1, 0x0a])])
    await assert.rejects(read('iscii.csv', iscii), /iscii\.csv is not UTF-8 .*save it as "CSV UTF-8"/)
    const undefined1252 = Buffer.concat([Buffer.from('id,fullName\n1,a'), Buffer.from([0x81, 0x0a])])
    await assert.rejects(read('odd.csv', undefined1252), FileError)
  })

  test('a broken row of a UTF-8 file is refused, and so is a letter that another program lost', async () => {
    const bytes = Buffer.concat([
      Buffer.from('id,fullName\n1,मीरा\n2,Jos'),
      Buffer.from([0xe9, 0x0a]),
      Buffer.from('3,Jos\ufffd\n'),
    ])
    assert.deepEqual(await read('mixed.csv', bytes), [
      [2, '1', 'मीरा'],
      [3, 'not-utf8'],
      [4, 'not-utf8'],
    ])
  })
})

describe('tables', () => {
  const right = [[2, '1', 'Meera, A.', '110001']]
  test('the separator is found: comma, semicolon, tab, bar, or what sep= says', async () => {
    for (const separator of [',', ';', '\t', '|']) {
      const line = (...fields: string[]): string => fields.join(separator)
      const text = `${line('id', 'fullName', 'pin')}\n${line('1', '"Meera, A."', '110001')}\n`
      assert.deepEqual(await read('a.csv', text), right, separator)
    }
    assert.deepEqual(await read('b.csv', 'sep=;\nid;fullName;pin\n1;Meera, A.;110001\n'), [
      [3, '1', 'Meera, A.', '110001'],
    ])
    assert.deepEqual(await read('c.tsv', 'id\tfullName\tpin\n1\tMeera, A.\t110001\n'), right)
    assert.deepEqual(await read('d.TXT', 'id;fullName;pin\n1;Meera, A.;110001\n'), right)
  })

  test('the rows have the lines of the file: blank lines, quoted line ends and every kind of line end', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['', 'id,fullName', '', '1,"12', 'Gandhi Nagar"', ',', '2,Meera', '3', '4,a,b', '5,"open'].join(end)
      assert.deepEqual(
        await read('a.csv', text),
        [
          [4, '1', '12\nGandhi Nagar'],
          [7, '2', 'Meera'],
          [8, 'columns-missing'],
          [9, 'columns-too-many'],
          [10, 'quotes-broken'],
        ],
        JSON.stringify(end),
      )
    }
  })

  test('names of columns are known in any case, and further columns and empty ones do no harm', async () => {
    const text = 'Full Name, ID ,PIN,ward,,\nMeera,1,110001,7,,\nOmar "Bablu" Khan,2,110001,7,,,\n'
    const found = await read('a.csv', text)
    assert.deepEqual(found[0], [2, 'Meera', '1', '110001', '7', ''])
    assert.equal(found[1]?.[1], 'Omar "Bablu" Khan')
  })

  test('a file without our columns says in one line what it has and what it needs', async () => {
    await assert.rejects(
      read('a.csv', 'number;naam\n1;Meera\n'),
      /^Error: a\.csv has no column id: the first line must name id; it has number, naam$/,
    )
    const oneOf = { needed: ['id'], oneOf: ['fullName', 'phone'] }
    await assert.rejects(read('a.csv', 'id,ward\n1,7\n', oneOf), /none of the columns fullName, phone/)
    await assert.rejects(read('a.csv', 'id,pin,PIN\n1,7,7\n'), /the column pin twice/)
    await assert.rejects(read('a.csv', ''), /is empty/)
    const row = read('a.csv', '1,Meera Patil,9811100022\n').catch((error: Error) => error.message)
    assert.match((await row) as string, /its first line holds values and not names/)
    assert.doesNotMatch((await row) as string, /Meera/)
  })
})

describe('files that cannot be read say so in one line', () => {
  test('workbooks, PDFs, pages, unknown endings, folders, cut files', async () => {
    for (const [name, content, says] of [
      ['a.csv', Buffer.from('PK\u0003\u0004rest'), /a\.csv is an Excel workbook/],
      ['a.xlsx', Buffer.from('PK\u0003\u0004rest'), /a\.xlsx is an Excel workbook .*CSV UTF-8/],
      ['a.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /old Excel workbook/],
      ['a.csv', '%PDF-1.7', /is a PDF/],
      ['a.csv', '\n<html>', /is a page/],
      ['a.dat', 'id\n1', /unknown ending/],
      ['a.csv.gz', gzipSync('id,fullName\n1,Meera\n'.repeat(99)).subarray(0, 40), /is cut off/],
    ] as const) {
      const error = await openFile(write(name, content)).catch((one: Error) => one)
      assert.ok(error instanceof FileError, name)
      assert.match(error.message, says)
      assert.doesNotMatch(error.message, /\n/)
    }
    await assert.rejects(openFile(path.join(folder, 'absent.csv')), /absent\.csv does not exist/)
    await mkdir(path.join(folder, 'empty.csv'))
    await assert.rejects(openFile(path.join(folder, 'empty.csv')), /is a folder/)
    await assert.rejects(listFiles(path.join(folder, 'empty.csv')), /folder without files/)
  })
})

describe('resources', () => {
  const one = '{"resourceType":"Patient","id":"p1"}'
  test('the byte order mark of JSON and NDJSON is no part of the first person', async () => {
    assert.deepEqual(await resources('a.JSON', `\ufeff${one}`), [[1, 'p1']])
    assert.deepEqual(await resources('a.NDJSON', `\ufeff${one}\n\n{"id":\n`), [
      [1, 'p1'],
      [3, 'is not valid JSON'],
    ])
    assert.deepEqual(await resources('a.json', utf16(`\ufeff${one}`, false)), [[1, 'p1']])
  })

  test('a bundle, a list and lines in a .json are read; an entry without id has that of its address', async () => {
    const entry = [
      { fullUrl: 'urn:uuid:7f3a', resource: { resourceType: 'Patient' }, request: { method: 'POST' } },
      { fullUrl: 'https://a.example/Patient/9', resource: { resourceType: 'Patient' } },
      { request: { method: 'DELETE', url: 'Patient/3' } },
    ]
    assert.deepEqual(await resources('a.json', JSON.stringify({ resourceType: 'Bundle', entry })), [
      [1, '7f3a'],
      [2, '9'],
      [3, 'is not a FHIR resource'],
    ])
    assert.deepEqual(await resources('a.json', `[${one}]`), [[1, 'p1']])
    assert.deepEqual(await resources('a.json', `${one}\n${one}\n`), [
      [1, 'p1'],
      [2, 'p1'],
    ])
    await assert.rejects(resources('a.json', '{"resourceType": "Pat'), /a\.json is not valid JSON/)
    await assert.rejects(resources('a.json', '7'), /holds no FHIR resource/)
  })
})

describe('progress', () => {
  test('it tells rows, rate, share and the time that is left', () => {
    const line = toProgressLine({ rows: 124_000, share: 0.25 }, 'people', 100_000)
    assert.equal(line, '1,24,000 people, 1,240 a second, 25 %, about 5 min left')
    assert.equal(toProgressLine({ rows: 5, share: 0.5 }, 'doses', 100), '5 doses')
    assert.match(toProgressLine({ rows: 5, share: 1 }, 'doses', 5_000), /100 %$/)
  })
})
