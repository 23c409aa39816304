// Tests the import of doses that people had elsewhere: each faulty row is reported, and a repeat changes nothing.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type TestContext, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { FileError } from '../../../platform/files/open-file.ts'
import type { Context } from '../../../platform/module.ts'
import { setup } from '../../../testing/setup.ts'
import type { VaccinationTables } from '../tables.ts'
import { assertInvariants } from '../testing.ts'
import { importDoses } from './import.ts'

/** A refusal as the operator reads it. */
const toWords = (note?: { field?: string | undefined; reason: string }): string =>
  note?.field === undefined ? (note?.reason ?? '') : `${note.field}: ${note.reason}`

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
  const run = (target: string, reportFile?: string, more: object = {}) =>
    importDoses(context, { target, reportFile, ...more })
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
    [`${o},COVAXIN,1,05/01/2026,Bir Hospital,card`, /^givenOn: can be two days/],
    [`${o},COVAXIN,1,2026-02-30,Bir Hospital,card`, /^givenOn: is not a day of the calendar/],
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
  for (const [nth, { reason }] of refused.entries()) assert.match(toWords(report.refused[nth]), reason)
  assert.deepEqual([report.read, report.recorded, report.unchanged], [rows.length, 3, 0])
  assert.equal(readFileSync(reportFile, 'utf8').split(',refused,').length - 1, refused.length)
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
  const reasons = report.refused.map(toWords)
  assert.match(reasons[0] ?? '', /^patient: (several|nobody)/)
  assert.match(reasons[1] ?? '', /^patient: nobody/)
  assert.match(reasons[2] ?? '', /^patient: give the id/)
  assert.match(reasons[3] ?? '', /^birthYear: /)
})

test('a file of the wrong form is refused in one line', async (t) => {
  const { write, run } = await begin(t)
  await assert.rejects(run(write('a.csv', 'patient;vaccine;dose\n1;2;3\n')), FileError)
  await assert.rejects(run(write('b.csv', '')), FileError)
  await assert.rejects(run(write('c.pdf', '%PDF')), /is a PDF/)
})

test('a table with the damage of a spreadsheet is read where it is sure, and --dates says the rest', async (t) => {
  const { place, write, run, dosesOf } = await begin(t)
  const zeb = await place.citizen({ name: 'Ren\u00e9e D\u00b4Souza' })
  const header = `${HEADER},fullName,birthDate,gender,phone,pin`.replaceAll(',', ';')
  const person = 'Ren\u00e9e D\u00b4Souza;14/05/1990;F;;110 001'
  const rows = [
    `;covaxin;1.0;15/01/2026;H\u00f4pital;card;${person}`,
    `;covaxin;2;05/02/2026;H\u00f4pital;card;${person}`,
    `;covaxin;2;05/02/2026;H\u00f4pital;card;Ren\u00e9e D\u00b4Souza;05/06/1990;F;9.84501E+09;110001`,
  ]
  const file = write('doses.CSV', Buffer.from([header, ...rows].join('\r\n'), 'latin1'))
  const without = await run(file)
  assert.deepEqual([without.read, without.recorded], [3, 1], JSON.stringify(without.refused))
  assert.deepEqual(
    without.refused.map(toWords).map((words) => words.slice(0, 24)),
    ['givenOn: can be two days', 'givenOn: can be two days'],
  )
  assert.ok(without.changed.some(({ field, reason }) => field === 'gender' && reason === 'is read as female'))
  const known = await run(file, undefined, { dates: 'dmy' })
  assert.deepEqual([known.recorded, known.unchanged, known.refused.length], [1, 1, 1])
  assert.deepEqual(
    (await dosesOf(zeb)).map(({ dose, givenOn }) => [dose, givenOn]),
    [
      [1, '2026-01-15'],
      [2, '2026-02-05'],
    ],
  )
})

test('a check reports what an import of doses would do, also of doses that follow each other', async (t) => {
  const { place, write, run } = await begin(t)
  const { patientId } = await place.citizen()
  const rows = [
    `${patientId},COVAXIN,1,2026-01-15,Bir Hospital,card`,
    `${patientId},COVAXIN,2,2026-02-15,Bir Hospital,card`,
    `${patientId},COVAXIN,2,2026-02-15,Bir Hospital,card`,
    `${patientId},COVISHIELD,1,2026-01-15,Bir Hospital,card`,
    `${patientId},COVAXIN,1,1979-01-15,Bir Hospital,card`,
  ]
  const file = write('doses.csv', [HEADER, ...rows].join('\n'))
  const { pool } = place.program.context('vaccination')
  const count = async (): Promise<unknown> =>
    (
      await pool.query(`select (select count(*) from vaccination.historical_doses) doses,
      (select count(*) from vaccination.claims) claims, (select count(*) from vaccination.outbox) events`)
    ).rows
  const before = await count()
  const checked = await run(file, undefined, { check: true })
  assert.deepEqual(await count(), before)
  const real = await run(file)
  assert.deepEqual(checked, real)
  assert.deepEqual([real.recorded, real.unchanged, real.refused.length], [2, 1, 2])
})

test('FHIR Immunizations are recorded for their patients, and those that do not count are refused', async (t) => {
  const { place, folder, write, run, dosesOf } = await begin(t)
  const zeb = await place.citizen({ name: 'Zebunnissa Quraishi' })
  const omar = await place.citizen({ name: 'Omar Khan', birthDate: '1980-01-01' })
  const person = (name: string, birthDate: string, change: object = {}): object => ({
    resourceType: 'Patient',
    name: [{ text: name }],
    gender: 'female',
    birthDate,
    address: [{ postalCode: '110001' }],
    ...change,
  })
  const dose = (change: object = {}): object => ({
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '502' }], text: 'COVAXIN' },
    patient: { reference: 'urn:uuid:zeb' },
    occurrenceDateTime: '2026-01-15T23:30:00-05:00',
    location: { reference: 'Location/bir' },
    protocolApplied: [{ doseNumberPositiveInt: 1 }],
    ...change,
  })
  const second = { protocolApplied: [{ doseNumberString: '2' }], occurrenceDateTime: '2026-02-15' }
  const refused: [object, RegExp][] = [
    [{ status: 'not-done' }, /^status: says that the dose was not given/],
    [{ status: 'entered-in-error' }, /^status: .* mistake/],
    [{ status: undefined }, /^status: must be completed/],
    [{ isSubpotent: true }, /^isSubpotent: /],
    [{ reportOrigin: { coding: [{ code: 'recall' }] } }, /^reportOrigin: .*only remembered/],
    [{ modifierExtension: [{ url: 'http://a.example' }] }, /modifierExtension/],
    [{ protocolApplied: [] }, /^dose: /],
    [{ occurrenceDateTime: '2026-01' }, /^givenOn: is only a year or a month/],
    [{ occurrenceDateTime: undefined, occurrenceString: 'last year' }, /^givenOn: is missing/],
    [{ location: { reference: 'Location/none' } }, /^place: is missing/],
    [{ vaccineCode: { text: 'Novalin' } }, /^vaccine: is not known/],
    [{ patient: { reference: 'Patient/nobody' } }, /^patient: is not in these files/],
    [{ patient: { reference: 'Patient/dead' } }, /^patient: has died/],
    [{ patient: { display: 'Zebunnissa' } }, /^patient: has no reference/],
  ]
  const entry = [
    { resource: dose() },
    { resource: dose({ ...second, location: { display: 'Patan Hospital' } }) },
    {
      resource: dose({
        ...second,
        patient: { reference: `Patient/${omar.patientId}` },
        protocolApplied: [{ doseNumberPositiveInt: 1 }],
      }),
    },
    ...refused.map(([change]) => ({ resource: dose(change) })),
    { fullUrl: 'urn:uuid:zeb', resource: person('Zebunnissa Quraishi', '1990-05-14') },
    { resource: person('Ravi Rao', '1990-05-14', { id: 'dead', deceasedBoolean: true }) },
    { resource: { resourceType: 'Location', id: 'bir', name: 'Bir Hospital, Kathmandu' } },
  ]
  const report = await run(write('bundle.json', `\ufeff${JSON.stringify({ resourceType: 'Bundle', entry })}`))
  assert.deepEqual([report.recorded, report.refused.length], [3, refused.length], JSON.stringify(report.refused))
  for (const [nth, [, reason]] of refused.entries()) assert.match(toWords(report.refused[nth]), reason)
  assert.deepEqual(
    (await dosesOf(zeb)).map((one) => [one.dose, one.givenOn]),
    [
      [1, '2026-01-15'],
      [2, '2026-02-15'],
    ],
  )
  assert.equal((await dosesOf(omar)).length, 1)

  // A bulk export has one file for each kind. One id in two files is two people until somebody says otherwise.
  mkdirSync(path.join(folder, 'bulk'))
  write(
    'bulk/Immunization.ndjson',
    `${JSON.stringify(dose({ patient: { reference: 'Patient/7' }, location: { display: 'Bir' } }))}\n`,
  )
  write('bulk/Patient.ndjson', `${JSON.stringify(person('Zebunnissa Quraishi', '1990-05-14', { id: '7' }))}\n`)
  assert.deepEqual((await run(path.join(folder, 'bulk'))).unchanged, 1)
  write('bulk/Patient2.ndjson', `${JSON.stringify(person('Omar Khan', '1980-01-01', { id: '7' }))}\n`)
  const several = await run(path.join(folder, 'bulk'))
  assert.deepEqual(several.refused.map(toWords), ['patient: is the id of several people in these files'])
  await assertInvariants(place)
})
