// Tests orders from the doctor to the result: who may do what, specimens, two persons, corrections, cancellations.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Citizen, Person } from '../../testing/setup.ts'
import { TEST_NOW, TODAY } from '../../testing/setup.ts'
import { comeIn, eventsOf, fieldOf, hear, openPlace, outcome, slugOf } from './testing-lab.ts'

const { place, here, acts } = openPlace()
let asha: Citizen

const comeAgain = async (stated: object = {}): Promise<Citizen> => comeIn(place, here, stated)

describe('the catalogue and the menus', () => {
  test('everybody finds tests; a faulty shipped range is named, and an unchecked one says so', async () => {
    const find = async (query: string) => (await acts.ask('GET', `/tests?${query}`)).body
    assert.deepEqual(
      (await find('q=potas')).items.map(({ code }) => code),
      ['POTASSIUM'],
    )
    const menu = (await find(`facility=${here.facilityId}&limit=100`)).items.map(({ code }) => code)
    assert.ok(menu.includes('DLC') && menu.includes('POTASSIUM') && !menu.includes('FT4'))
    const one = async (code: string) =>
      (
        await place.ask<{ fault?: string; ranges: { isChecked: boolean }[]; tests?: string[] }>(
          'GET',
          `/v1/diagnostics/tests/${code}`,
        )
      ).body
    assert.deepEqual((await one('LYMPHOCYTE')).fault, 'low-above-high')
    assert.deepEqual((await one('HB')).ranges, [])
    assert.deepEqual(
      (await one('FBS')).ranges.map(({ isChecked }) => isChecked),
      [false],
    )
    assert.equal((await one('DLC')).tests?.length, 5)
    assert.equal((await acts.ask('GET', '/tests/NOTHING')).status, 404)
    assert.equal((await acts.ask('GET', '/tests?q=!!')).status, 400)
    assert.equal((await find('limit=2')).items.length, 2)
  })

  test('an official states ranges: once, not for the past, not over another; tests keep kind and unit', async () => {
    const range = { sex: 'any', fromDays: 0, untilDays: 60_000, validFrom: TODAY, low: 1, high: 2 }
    const state = (body: object, by: Person = here.national, code = 'MAGNESIUM') =>
      acts.ask('POST', `/tests/${code}/ranges`, { by, body })
    assert.equal((await state(range)).status, 201)
    assert.equal((await state(range)).status, 201, 'a repeat changes nothing')
    assert.equal(slugOf((await state({ ...range, low: 0.5 })).body), 'range-overlaps')
    assert.equal((await state({ ...range, fromDays: 10, validFrom: '2026-03-03' })).status, 201)
    for (const [change, pointer] of [
      [{ validFrom: '2026-03-01' }, '/validFrom'],
      [{ low: 3 }, '/high'],
      [{ fromDays: 60_000 }, '/untilDays'],
      [{ criticalLow: 1.5 }, '/criticalLow'],
      [{ sex: 'none' }, '/sex'],
    ] as const) {
      assert.equal(fieldOf(await state({ ...range, validFrom: '2026-04-01', ...change })), `400 ${pointer}`)
    }
    assert.equal((await state(range, here.admin)).status, 403)
    assert.equal((await state(range, here.national, 'NOTHING')).status, 404)
    assert.equal(fieldOf(await state(range, here.national, 'BLOOD-GROUP')), '400 path/code')
    const zinc = { name: 'Zinc', kind: 'number', unit: 'mcg/dl', specimen: 'serum', container: 'Plain tube' }
    const keep = (body: object, code = 'ZINC') =>
      acts.ask('PUT', `/tests/${code}`, {
        by: here.national,
        body: { turnaroundMinutes: 60, doctorFirst: false, ...body },
      })
    assert.equal((await keep(zinc)).status, 200)
    assert.equal(fieldOf(await keep({ ...zinc, unit: 'mg/dl' })), '400 /unit')
    assert.equal(
      fieldOf(await keep({ name: 'Zinc', kind: 'text', specimen: 'serum', container: 'Plain tube' })),
      '400 /kind',
    )
    assert.equal(fieldOf(await keep({ name: 'X', kind: 'imaging', specimen: 'serum' }, 'NEW')), '400 /specimen')
    assert.equal(fieldOf(await keep(zinc, 'CBC')), '400 path/code')
  })

  test('an administrator keeps the menu of the own facility, and overwrites nobody', async () => {
    const entry = { priceCode: 'T-1', inHouse: true, twoPersons: false, isOffered: true }
    const url = `/menus/${here.facilityId}/CALCIUM`
    const put = (body: object, by: Person = here.admin, tag = '"v0"', to = url) =>
      acts.ask('PUT', to, { by, body, headers: { 'if-match': tag } })
    assert.equal((await put(entry)).headers.etag, '"v1"')
    assert.equal((await put(entry, here.admin, '"v1"')).headers.etag, '"v1"')
    assert.equal(outcome(await put({ ...entry, twoPersons: true })), '412 menu-changed-meanwhile')
    assert.equal((await put({ ...entry, twoPersons: true }, here.admin, '"v1"')).headers.etag, '"v2"')
    assert.equal((await put(entry, await place.staff('centre-admin', here.otherFacilityId))).status, 403)
    assert.equal((await put(entry, here.lab)).status, 403)
    assert.equal(fieldOf(await put(entry, here.admin, '"v0"', `/menus/${here.facilityId}/NOTHING`)), '400 path/code')
  })
})

describe('an order', () => {
  test('a doctor orders for a patient in care, once for a key, and not the same test twice a day', async () => {
    asha = await comeAgain()
    const body = {
      patientId: asha.patientId,
      labFacilityId: here.facilityId,
      tests: ['POTASSIUM'],
      priority: 'routine',
    }
    const ask = (key: string, by: Person = here.doctor, changes: object = {}) =>
      acts.ask('POST', '/orders', { by, key, body: { ...body, ...changes } })
    const first = await ask('order-1')
    assert.equal(outcome(first), '201 PLACED')
    assert.equal((await ask('order-1')).body.orderId, first.body.orderId)
    assert.equal((await eventsOf(place, first.body.orderId)).length, 1)
    const again = await ask('order-2')
    assert.equal(outcome(again), '409 ordered-recently')
    assert.equal(again.body.orderId, first.body.orderId)
    assert.equal((await ask('order-3', here.doctor, { confirmed: true })).status, 201)
    assert.equal((await ask('order-4', here.other)).status, 404, 'a doctor who does not treat her')
    assert.equal((await ask('order-5', here.elsewhere)).status, 404)
    assert.equal((await ask('order-6', asha)).status, 403)
    const noKey = await acts.ask('POST', '/orders', { by: here.doctor, body })
    assert.equal(slugOf(noKey.body), 'idempotency-key-needed')
    assert.equal(fieldOf(await ask('order-7', here.doctor, { tests: [] })), '400 /tests')
    assert.equal(fieldOf(await ask('order-8', here.doctor, { tests: ['DLC', 'DLC'] })), '400 /tests')
    const missing = await ask('order-9', here.doctor, { tests: ['POTASSIUM', 'FT4', 'TSH'] })
    assert.deepEqual(
      [slugOf(missing.body), (missing.body as unknown as { tests: string[] }).tests],
      ['test-not-offered', ['FT4', 'TSH']],
    )
    const elsewhere = await ask('order-10', here.doctor, { labFacilityId: here.otherFacilityId })
    assert.equal(slugOf(elsewhere.body), 'test-not-offered')
  })

  test('the reception orders at the counter with a proof, and sees that there is an order, not what', async () => {
    const ravi = await place.citizen({ name: 'Ravi Nair' })
    const proof = { kind: 'document', document: 'voter-id' }
    const order = (more: object, by: Person = here.reception) =>
      acts.order(ravi.patientId, ['SODIUM'], { priority: 'routine', ...more }, by)
    assert.equal(fieldOf(await order({})), '400 /proof')
    assert.equal(outcome(await order({ proof })), '201 PLACED')
    const desk = await acts.ask('GET', `/desk?facility=${here.facilityId}&limit=1`, { by: here.reception })
    assert.deepEqual(
      desk.body.items.map(({ status, isSettled, lines }) => [status, isSettled, lines]),
      [['PLACED', false, undefined]],
    )
    assert.equal((await acts.read(desk.body.items[0]?.orderId as string, here.reception)).status, 403 as never)
    const elsewhere = await place.staff('reception', here.otherFacilityId)
    assert.equal((await acts.ask('GET', `/desk?facility=${here.facilityId}`, { by: elsewhere })).status, 403)
  })

  test('a panel is one charge for several lines, given back when all of them are cancelled', async () => {
    const mina = await comeAgain()
    const id = await acts.place(mina.patientId, ['DLC', 'POTASSIUM'])
    await hear(place, await eventsOf(place, id), 5)
    const charges = async () => {
      const text = `select code, status from billing.charges where charge_group = $1 order by code`
      return (await here.context.pool.query(text, [id])).rows.map(({ code, status }) => `${code} ${status}`)
    }
    assert.deepEqual(await charges(), ['T-DLC OPEN', 'T-POTASSIUM OPEN'])
    const cancel = (lines: readonly number[] | undefined, by: Person = here.doctor) =>
      acts.ask('POST', `/orders/${id}/cancellation`, { by, body: { reason: 'Not needed', ...(lines && { lines }) } })
    assert.equal(outcome(await cancel([1, 2])), '200 PLACED')
    await hear(place, await eventsOf(place, id), 3)
    assert.deepEqual(await charges(), ['T-DLC OPEN', 'T-POTASSIUM OPEN'], 'three lines of the panel are left')
    assert.equal(fieldOf(await cancel([99])), '400 /lines')
    assert.equal((await cancel([3], here.other)).status, 404)
    assert.equal((await cancel([3], here.lab)).status, 403)
    assert.equal(outcome(await cancel([3, 4, 5], here.reception)), '200 PLACED')
    await acts.collect(id, [6], 'serum')
    assert.equal(outcome(await cancel(undefined)), '409 already-collected')
    await hear(place, await eventsOf(place, id), 5)
    assert.deepEqual(await charges(), ['T-DLC CANCELLED', 'T-POTASSIUM OPEN'])
    const whole = await acts.place(mina.patientId, ['SODIUM'])
    for (let times = 0; times < 2; times++) {
      const answer = await acts.ask('POST', `/orders/${whole}/cancellation`, { by: here.doctor, body: { reason: 'x' } })
      assert.equal(outcome(answer), '200 CANCELLED')
    }
    assert.equal((await eventsOf(place, whole, 'order-cancelled')).length, 1)
  })
})

describe('a specimen', () => {
  test('a routine order is paid before it is collected; an urgent one is not', async () => {
    const one = await comeAgain()
    const id = await acts.place(one.patientId, ['POTASSIUM'], { priority: 'routine' })
    assert.equal(outcome(await acts.collect(id, [1], 'serum')), '409 not-paid')
    const url = `/laboratories/${here.facilityId}`
    const policy = (paysFirst: boolean, by: Person = here.admin) =>
      acts.ask('PUT', url, { by, body: { paysFirst, language: 'en' } })
    assert.equal((await policy(false, here.lab)).status, 403)
    assert.equal((await policy(false)).status, 200)
    assert.equal((await acts.collect(id, [1], 'serum')).status, 201)
    assert.equal((await policy(true)).status, 200)
    const urgent = await acts.place((await comeAgain()).patientId, ['POTASSIUM'], { priority: 'stat' })
    assert.equal((await acts.collect(urgent, [1], 'serum', here.nurse)).status, 201)
  })

  test('one container holds lines of one kind; each label has a number of its own', async () => {
    const one = await comeAgain()
    const id = await acts.place(one.patientId, ['POTASSIUM', 'SODIUM', 'HAEMOGLOBIN', 'X-RAY-CHEST'])
    const wrong = await acts.collect(id, [1, 3], 'serum')
    assert.equal(outcome(wrong), '409 wrong-specimen')
    assert.deepEqual((wrong.body as unknown as { needs: object[] }).needs, [
      { line: 1, specimen: 'serum', container: 'Plain tube' },
      { line: 3, specimen: 'blood', container: 'EDTA tube' },
    ])
    assert.equal(outcome(await acts.collect(id, [4], 'blood')), '409 wrong-specimen')
    assert.equal(fieldOf(await acts.collect(id, [9], 'blood')), '400 /lines')
    assert.equal((await acts.collect(id, [1], 'serum', here.labElsewhere)).status, 404)
    assert.equal((await acts.collect(id, [1], 'serum', here.reception)).status, 403)
    const [serum, blood] = [await acts.collect(id, [1, 2], 'serum'), await acts.collect(id, [3], 'blood')]
    assert.match(serum.body.label.accession, /^260302-\d{4}$/)
    assert.notEqual(serum.body.label.accession, blood.body.label.accession)
    assert.deepEqual(serum.body.label.tests, ['POTASSIUM', 'SODIUM'])
    assert.equal(outcome(await acts.collect(id, [1], 'serum')), '409 order-state')
    const { specimenId } = serum.body.specimen
    assert.equal((await acts.specimen(specimenId, 'receipt', undefined, here.labElsewhere)).status, 404)
    assert.equal((await acts.specimen(specimenId, 'receipt', undefined, here.nurse)).status, 403)
    assert.equal(outcome(await acts.specimen(specimenId, 'receipt')), '200 undefined')
    assert.equal(outcome(await acts.specimen(specimenId, 'receipt')), '409 specimen-state')
  })

  test('52: a rejected sample says why to worklist, doctor and patient; a new one is taken in one step', async () => {
    const one = await comeAgain()
    const id = await acts.place(one.patientId, ['POTASSIUM', 'SODIUM'])
    const specimenId = await acts.bring(id, [1, 2], 'serum')
    await acts.enter(id, '4.4')
    const reject = (body: object, by: Person = here.lab) => acts.specimen(specimenId, 'rejection', body, by)
    assert.equal(fieldOf(await reject({ reason: 'other' })), '400 /note')
    assert.equal(fieldOf(await reject({ reason: 'ugly' })), '400 /reason')
    assert.equal((await reject({ reason: 'clotted' }, here.labElsewhere)).status, 404)
    assert.equal((await reject({ reason: 'haemolysed', note: 'Red serum' })).status, 200)
    assert.equal(outcome(await reject({ reason: 'clotted' })), '409 specimen-state')
    for (const by of [here.doctor, one, here.lab]) {
      const { lines, status } = await acts.read(id, by)
      assert.equal(status, 'PLACED')
      assert.deepEqual(
        lines.map(({ rejections, specimen }) => [
          rejections[0]?.rejectReason,
          rejections[0]?.rejectNote,
          specimen?.status,
        ]),
        [1, 2].map(() => ['haemolysed', 'Red serum', 'EXPECTED']),
      )
    }
    const work = await acts.ask('GET', `/worklists/collect?lab=${here.facilityId}&limit=100`, { by: here.nurse })
    const listed = work.body.items.find(({ orderId }) => orderId === id)
    assert.equal(listed?.lines[0]?.rejections[0]?.rejectReason, 'haemolysed')
    const [draft] = (await acts.read(id)).lines[0] ? [(await acts.read(id)).lines[0]?.result] : []
    assert.deepEqual([draft?.status, draft?.reason], ['VOID', 'Specimen rejected: haemolysed'])
    assert.equal((await acts.collect(id, [1, 2], 'serum')).status, 201)
    assert.equal((await eventsOf(place, id, 'specimen-rejected')).length, 1)
    await hear(place, await eventsOf(place, id), 3)
    const { rows } = await here.context.pool.query('select 1 from billing.charges where charge_group = $1', [id])
    assert.equal(rows.length, 2, 'no new charge')
  })
})

describe('a result', () => {
  test('is a draft for the laboratory alone, then final for doctor, nurse and family, with its range', async () => {
    const one = await comeAgain()
    const id = await acts.place(one.patientId, ['POTASSIUM', 'HAEMOGLOBIN'])
    assert.equal(outcome(await acts.enter(id, '5.9')), '409 specimen-missing')
    await acts.bring(id, [1], 'serum')
    await acts.bring(id, [2], 'blood')
    for (const value of ['-1', 'high', '1e3'])
      assert.equal(outcome(await acts.enter(id, value)), '409 value-impossible')
    assert.equal(fieldOf(await acts.enter(id, '5', { more: { isAbnormal: true } })), '400 /isAbnormal')
    assert.equal((await acts.enter(id, '5.9', { by: here.labElsewhere })).status, 404)
    assert.equal((await acts.enter(id, '5.9', { by: here.nurse })).status, 403)
    assert.equal((await acts.enter(id, '5.9', { line: 7 })).status, 404)
    const entered = await acts.enter(id, '5.9')
    assert.deepEqual([entered.body.result.flag, entered.body.result.low, entered.body.result.high], ['high', 3.5, 5.5])
    assert.equal((await acts.read(id, here.doctor)).lines[0]?.result, undefined)
    assert.equal((await acts.act(id, 'authorisation', { by: here.doctor })).status, 403, 'no doctor of laboratories')
    assert.equal((await acts.act(id, 'authorisation', { by: here.labElsewhere })).status, 404)
    const final = await acts.act(id, 'authorisation', { tag: entered.headers.etag as string })
    assert.equal(final.body.result.status, 'FINAL')
    for (const by of [here.doctor, one]) {
      const { status, lines } = await acts.read(id, by)
      assert.deepEqual([status, lines[0]?.result?.value, lines[1]?.result], ['PARTIAL', '5.9', undefined])
    }
    assert.equal((await acts.read(id, here.other)).status, 404 as never)
    assert.equal((await acts.read(id, await place.citizen())).status, 404 as never)
    assert.equal(outcome(await acts.act(id, 'authorisation')), '409 result-state')
    assert.equal(outcome(await acts.enter(id, '5.8')), '409 result-state')
    assert.equal((await eventsOf(place, id, 'result-final')).length, 1)
    const list = await acts.ask('GET', `/orders?patient=${one.patientId}`, { by: one })
    assert.deepEqual(
      list.body.items.map(({ orderId }) => orderId),
      [id],
    )
    assert.equal((await acts.ask('GET', `/orders?patient=${one.patientId}`, { by: here.other })).status, 404)
  })

  test('54: a missing or unchecked range is no flag, and never "normal"', async () => {
    const one = await comeAgain()
    const id = await acts.place(one.patientId, ['FBS'])
    await acts.bring(id, [1], 'plasma')
    const { result } = (await acts.enter(id, '900')).body
    assert.deepEqual([result.flag, result.low, result.high], ['none', undefined, undefined])
    const text = 'select flag, low, high from diagnostics.results where order_id = $1'
    assert.deepEqual((await here.context.pool.query(text, [id])).rows, [{ flag: 'none', low: null, high: null }])
  })

  test('two who enter do not overwrite each other, and nobody authorises what they have not seen', async () => {
    const id = await acts.place((await comeAgain()).patientId, ['POTASSIUM'])
    await acts.bring(id, [1], 'serum')
    const first = await acts.enter(id, '4.1')
    assert.equal((await acts.enter(id, '4.1', { by: here.second })).headers.etag, '"v1"', 'the same value')
    assert.equal(outcome(await acts.enter(id, '4.9', { by: here.second })), '412 result-changed-meanwhile')
    const second = await acts.enter(id, '4.9', { by: here.second, tag: first.headers.etag as string })
    assert.equal(second.headers.etag, '"v2"')
    assert.equal(outcome(await acts.act(id, 'authorisation', { tag: '"v1"' })), '412 result-changed-meanwhile')
    assert.equal((await acts.act(id, 'voiding', { body: { reason: 'Wrong line' } })).status, 200)
    assert.equal(outcome(await acts.act(id, 'voiding', { body: { reason: 'Wrong line' } })), '409 result-state')
    assert.equal((await acts.enter(id, '4.3')).body.result.version, 2)
    assert.equal((await acts.act(id, 'authorisation')).body.result.status, 'FINAL')
  })

  test('53: a result is corrected as often as needed, and all versions are readable', async () => {
    const one = await comeAgain()
    const id = await acts.place(one.patientId, ['POTASSIUM'])
    await acts.finish(id, '4.1')
    const correct = (value: string, by: Person = here.lab, reason = 'Tubes were swapped') =>
      acts.act(id, 'correction', { by, body: { value, reason } })
    assert.equal(fieldOf(await acts.act(id, 'correction', { body: { value: '4' } })), '400 /reason')
    assert.equal(outcome(await correct('x')), '409 value-impossible')
    assert.equal((await correct('5', here.labElsewhere)).status, 404)
    for (const value of ['5.2', '6.1', '5.0']) assert.equal((await correct(value)).body.result.status, 'CORRECTED')
    const [line] = (await acts.read(id, one)).lines
    assert.deepEqual(
      [line?.result, ...(line?.earlier ?? [])].map((result) => `${result?.version} ${result?.value} ${result?.status}`),
      ['4 5.0 CORRECTED', '3 6.1 CORRECTED', '2 5.2 CORRECTED', '1 4.1 FINAL'],
    )
    assert.equal(line?.result?.reason, 'Tubes were swapped')
    const { rows } = await here.context.pool.query(
      'select version, is_corrected from diagnostics.reports where order_id = $1 order by version',
      [id],
    )
    assert.deepEqual(
      rows,
      [1, 2, 3, 4].map((version) => ({ version, is_corrected: version > 1 })),
    )
  })

  test('imaging has no specimen and begins with its words; choices and words take what they can', async () => {
    const id = await acts.place((await comeAgain()).patientId, ['X-RAY-CHEST', 'BLOOD-GROUP'])
    const read = await acts.enter(id, 'Clear lungs.\nHeart of normal size.', { more: { isAbnormal: true } })
    assert.deepEqual(
      [read.body.result.value, read.body.result.flag],
      ['Clear lungs.\nHeart of normal size.', 'abnormal'],
    )
    assert.equal((await acts.act(id, 'voiding', { body: { reason: 'Other patient' } })).status, 200)
    assert.equal((await acts.read(id)).lines[0]?.status, 'PLACED')
    await acts.bring(id, [2], 'blood')
    assert.equal(outcome(await acts.enter(id, 'C+', { line: 2 })), '409 value-impossible')
    assert.equal((await acts.enter(id, 'B+', { line: 2 })).body.result.value, 'B+')
    const routine = await acts.place((await comeAgain()).patientId, ['X-RAY-CHEST'], { priority: 'routine' })
    assert.equal(outcome(await acts.enter(routine, 'Clear')), '409 not-paid')
  })

  test('what a doctor explains first the family reads after 72 hours, the doctor at once', async () => {
    const one = await comeAgain()
    const id = await acts.place(one.patientId, ['CEA'])
    await acts.finish(id, '3.1')
    const [hidden] = (await acts.read(id, one)).lines
    assert.deepEqual(
      [hidden?.status, hidden?.result, hidden?.hiddenUntil],
      ['COMPLETED', undefined, '2026-03-05T05:00:00.000Z'],
    )
    assert.equal((await acts.read(id, here.doctor)).lines[0]?.result?.value, '3.1')
    place.clock.set('2026-03-05T05:00:00.000Z')
    assert.equal((await acts.read(id, one)).lines[0]?.result?.value, '3.1')
    place.clock.set(TEST_NOW)
  })
})
