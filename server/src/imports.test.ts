// Tests the commands that import files as an operator runs them: a report in plain lines, one sentence and no stack.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import { promisify } from 'node:util'
import { COMPILED, setup, TEST_SECRETS } from './testing/setup.ts'

const MAIN = path.resolve(import.meta.dirname, 'main.ts')

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

async function begin(t: TestContext) {
  const place = await setup(t)
  const folder = mkdtempSync(path.join(tmpdir(), 'sehat-commands-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const write = (name: string, content: string | Buffer): string => {
    writeFileSync(path.join(folder, name), content)
    return path.join(folder, name)
  }
  const env = {
    PATH: '',
    NODE_ENV: 'test',
    DATABASE_URL: place.databaseUrl,
    SEHAT_DEMO: 'off',
    ...TEST_SECRETS,
    ...COMPILED,
  }
  const sehat = (...words: string[]): Promise<Ran> =>
    promisify(execFile)(process.execPath, [MAIN, ...words], { env }).then(
      (ran) => ({ code: 0, ...ran }),
      (error) => error as Ran,
    )
  return { place, folder, write, sehat }
}

test('a file that cannot be read gives one sentence and no stack, whatever it should be', async (t) => {
  const { folder, write, sehat } = await begin(t)
  const commands = [
    ['patients', 'import', '--source', 'a', '--pin', '110001'],
    ['facilities', 'import', '--source', 'a'],
    ['vaccination', 'import-doses'],
  ]
  const files: [string, RegExp][] = [
    [write('a.xlsx', 'PK\u0003\u0004'), /a\.xlsx is an Excel workbook/],
    [write('b.csv', 'nummer;naam\n1;x\n'), /b\.csv has no column .*it has nummer, naam/],
    [path.join(folder, 'absent.csv'), /absent\.csv does not exist/],
  ]
  // All commands read with one reader: one of them meets every kind of file, the others meet the first.
  const met = commands.flatMap((one, at) => files.slice(0, at === 0 ? 3 : 1).map((file) => [one, file] as const))
  for (const [[group, command, ...options], [file, says]] of met) {
    const { code, stdout, stderr } = await sehat(group as string, command as string, file, ...options)
    assert.deepEqual([code, stdout], [1, ''], stderr)
    assert.match(stderr, says)
    assert.match(stderr, /^sehat: [^\n]*\n$/)
  }
})

test('an import tells counts, reasons and first rows, and a check writes nothing but its report', async (t) => {
  const { place, folder, write, sehat } = await begin(t)
  const rows = ['1,Asha Rao,06/05/1980,F,110 001', '2,Omar Khan,14/05/1980,M,110001', '3,,,x,']
  const file = write(
    'a.CSV',
    Buffer.from(`\ufeff${['id,fullName,birthDate,gender,pin', ...rows].join('\r\n')}`, 'utf16le'),
  )
  const report = path.join(folder, 'report.csv')
  const words = ['patients', 'import', file, '--source', 'a', '--pin', '110001', '--report', report]
  const checked = await sehat(...words, '--check', '--dates', 'dmy')
  assert.deepEqual(checked.stdout.trim().split('\n').slice(0, 6), [
    'read: 3',
    'would be written: 2 (--check wrote nothing)',
    'already present: 0',
    'refused: 1',
    '  1 × name: is missing, has no letter, is longer than 120 letters, or cannot be stored (row: a.CSV 4)',
    'values changed or left out: 5',
  ])
  assert.equal(checked.stderr, '')
  assert.ok(existsSync(report) && !readFileSync(report, 'utf8').includes('Asha'))
  const people = async (): Promise<number> =>
    (await place.program.context('patients').pool.query('select from patients.patients')).rows.length
  const before = await people()
  const real = await sehat(...words, '--dates', 'dmy')
  assert.match(real.stdout, /^read: 3\nwritten: 2\n/)
  assert.equal(await people(), before + 2)
  const wrong = await sehat(...words, '--dates', 'ymd')
  assert.match(wrong.stderr, /^sehat: .*--dates .*dmy, mdy, iso/)
})
