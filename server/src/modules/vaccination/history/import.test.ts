// Tests the import of doses that people had elsewhere: each faulty row is reported, and a repeat changes nothing.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { ImportFileError } from '../../../platform/csv-records.ts'
import type { Context } from '../../../platform/module.ts'
import { setup } from '../../../testing/setup.ts'
import type { VaccinationTables } from '../tables.ts'
import { assertInvariants } from '../testing.ts'
import { importDoses } from './import.ts'

const HEADER = 'patient,vaccine,dose,givenOn,place,evidence'

async function begin(t: TestContext) {
  const place = await setup(t)
  const context = place.program.context('vaccination') as unknown as Context<VaccinationTables>
  const folder = mkdtempSync(path.join(tmpdir(), 'sehat-doses-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const write = (name: string, content: string | Buffer): string => {
    writeFileSync(path.join(folder, name), content)
    return path.join(folder, name)
  }
  const run = (file: string, reportFile?: string) => importDoses(context, { file, reportFile })
  const dosesOf = async ({ patientId, ...by }: Awaited<ReturnType<typeof place.citizen>>) =>
    (await place.ask<{ items: { dose: number; givenOn: string }[] }>('GET', `/v1/patients/${patientId}/doses`, { by }))
      .body.items
  return { place, folder, write, run, dosesOf }
}

test('an import records doses, refuses each faulty row with its line and reason, and does not stop', async (t) => {
  const { place, folder, write, run, dosesOf } = await begin(t)
  const [asha, omar] = [await place.citizen(), await place.citizen({ name: 'Omar Khan', birthDate: '1980-01-01' })]
  const { patientId: a } = asha
  const { patientId: o } = omar
  const rows: [string, RegExp | undefined][] = [
    [`${a},COVAXIN,1,2026-01-15,"Bir Hospital, Kathmandu",certificate`, undefined],
    [`${a},covaxin,2,2026-02-15,Bir Hospital,Card`, undefined],
    [`${a},COVAXIN,1,2026-01-16,Elsewhere,card`, /^Dose 1 was given on 2026-01-15$/],
    [`${o},COVAXIN,2,2026-02-15,Bir Hospital,card`, /Record dose 1 first/],
    [`${o},NOVALIN,1,2026-01-15,Bir Hospital,card`, /^vaccine: /],
    [`${o},COVAXIN,9,2026-01-15,Bir Hospital,card`, /^dose: /],
    [`${o},COVAXIN,1,15/01/2026,Bir Hospital,card`, /^givenOn: must be a real day/],
    [`${o},COVAXIN,1,2026-02-30,Bir Hospital,card`, /^givenOn: must be a real day/],
    [`${o},COVAXIN,1,2027-01-15,Bir Hospital,card`, /^givenOn: lies in the future/],
    [`${o},COVAXIN,1,1979-01-15,Bir Hospital,card`, /^givenOn: is before the birth/],
    [`${o},COVAXIN,1,2026-01-15,,card`, /^place: /],
    [`${o},COVAXIN,1,2026-01-15,Bir Hospital,word`, /^evidence: must be one of certificate, card/],
    [`7,COVAXIN,1,2026-01-15,Bir Hospital,card`, /^patient: is not the id/],
    [`${o},COVAXIN,1,2026-01-15,Bir Hospital`, /^has fewer columns/],
    [`${o},COVAXIN,1,2026-01-15,"Bir Hospital,card`, /^has a quote without its end/],
    [`${o},COVAXIN,1,2026-01-15,Bir Hospital,card`, undefined],
  ]
  const file = write('doses.csv', `\ufeff${[HEADER, ...rows.map(([row]) => row)].join('\r\n')}\r\n`)
  const reportFile = path.join(folder, 'report.jsonl')
  const report = await run(file, reportFile)
  const refused = rows.flatMap(([, reason], index) => (reason ? [{ row: index + 2, reason }] : []))
  assert.deepEqual(
    report.refused.map(({ row }) => row),
    refused.map(({ row }) => row),
  )
  for (const [nth, { reason }] of refused.entries()) assert.match(report.refused[nth]?.reason ?? '', reason)
  assert.deepEqual([report.read, report.recorded, report.unchanged], [rows.length, 3, 0])
  assert.equal(readFileSync(reportFile, 'utf8').trim().split('\n').length, refused.length)
  assert.deepEqual(
    (await dosesOf(asha)).map(({ dose, givenOn }) => [dose, givenOn]),
    [
      [1, '2026-01-15'],
      [2, '2026-02-15'],
    ],
  )
  const again = await run(file)
  // In the first run, the second dose of Omar stood before the first.
  assert.deepEqual([again.recorded, again.unchanged, again.refused.length], [1, 3, refused.length - 1])
  await assertInvariants(place)
})

test('a row without an id finds the person of whom the index is certain, and nobody else', async (t) => {
  const { place, write, run, dosesOf } = await begin(t)
  const zeb = await place.citizen({ name: 'Zebunnissa Quraishi' })
  const header = `${HEADER},fullName,birthDate,birthYear,gender,pin`
  const dose = ',COVAXIN,1,2026-01-15,Bir Hospital,card'
  const rows = [
    `${dose},Zebunnissa Quraishi,1990-05-14,,female,110001`,
    `${dose},Zebunnissa Quraishi,1971-09-09,,female,110001`,
    `${dose},Harpreet Dhaliwal,,1975,male,110001`,
    `${dose},Harpreet Dhaliwal,,,male,110001`,
    `${dose},Harpreet Dhaliwal,,19x5,male,110001`,
  ]
  const report = await run(write('doses.csv.gz', gzipSync([header, ...rows].join('\n'))))
  assert.equal(report.recorded, 1, JSON.stringify(report))
  assert.equal((await dosesOf(zeb)).length, 1)
  const reasons = report.refused.map(({ reason }) => reason)
  assert.match(reasons[0] ?? '', /^patient: (several|nobody)/)
  assert.match(reasons[1] ?? '', /^patient: nobody/)
  assert.match(reasons[2] ?? '', /^patient: give the id/)
  assert.match(reasons[3] ?? '', /^birthYear: /)
})

test('a file of the wrong form is refused in one line', async (t) => {
  const { write, run } = await begin(t)
  await assert.rejects(run(write('a.csv', 'patient;vaccine;dose\n1;2;3\n')), ImportFileError)
  await assert.rejects(run(write('b.csv', '')), ImportFileError)
  const latin = await run(write('c.csv', Buffer.from(`${HEADER}\n,COVAXIN,1,2026-01-15,H\u00f4pital,card\n`, 'latin1')))
  assert.match(latin.refused[0]?.reason ?? '', /not UTF-8/)
})
