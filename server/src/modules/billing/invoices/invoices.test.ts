// Tests invoices: their kinds and numbers, what stands on them, who issues them, and who reads them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../../platform/id.ts'
import { TEST_NOW } from '../../../testing/setup.ts'
import { raiseCharges } from '../contract.ts'
import { assertInvariants } from '../testing-invariants.ts'
import { endOf, ISSUER, openPlace } from '../testing-till.ts'

const held = openPlace()
test('an invoice is issued with the next number, and its kind follows from its lines', async () => {
  const { till } = held
  const bills = [await till.bill([['CBC', 1]]), await till.bill([['PCM', 10]])]
  bills.push(
    await till.bill([
      ['CBC', 2],
      ['PCM', 10],
      ['BELT', 1],
    ]),
  )
  assert.deepEqual(
    bills.map(({ number, kind, totalPaise, status }) => [number, kind, totalPaise, status]),
    [
      ['AS0/25-26/000001', 'bill-of-supply', 25_000, 'ISSUED'],
      ['AS0/25-26/000002', 'tax-invoice', 1_050, 'ISSUED'],
      ['AS0/25-26/000003', 'invoice-cum-bill', 151_049, 'ISSUED'],
    ],
  )
  assert.deepEqual(bills[2]?.byRate, [
    { hsnSac: '9993', taxBasisPoints: 0, taxablePaise: 50_000, taxPaise: 0 },
    { hsnSac: '3004', taxBasisPoints: 500, taxablePaise: 1_000, taxPaise: 50 },
    { taxBasisPoints: 1_800, taxablePaise: 84_745, taxPaise: 15_254 },
  ])
  const listed = (await till.get(`invoices?facility=${till.here}&limit=100`, till.cashier)).body.items
  assert.deepEqual(
    listed.map(({ number, totalPaise, duePaise }) => [number, totalPaise, duePaise]).sort(),
    bills.map(({ number, totalPaise }) => [number, totalPaise, totalPaise]),
    'an issued invoice shows its total in every list',
  )
  await assertInvariants(held.place)
})

test('an invoice takes each charge once, of one patient, and says where it stands', async () => {
  const { till } = held
  const [chargeId] = (await till.charge([['CBC', 1]])) as [string]
  const issue = (chargeIds: string[], by = till.cashier, key?: string) => till.post('invoices', by, { chargeIds }, key)
  const preview = await till.post('invoices/preview', till.cashier, { chargeIds: [chargeId] })
  assert.deepEqual([preview.status, preview.body.totalPaise, preview.body.number], [200, 25_000, undefined])
  const first = await issue([chargeId], till.cashier, 'issue-once')
  assert.deepEqual((await issue([chargeId], till.cashier, 'issue-once')).body, first.body)
  const second = await issue([chargeId])
  assert.deepEqual([endOf(second), second.body.invoiceId], ['409 charge-invoiced', first.body.invoiceId])
  const other = await held.place.citizen()
  const mixed = [...(await till.charge([['CBC', 1]])), ...(await till.charge([['CBC', 1]], other.patientId))]
  assert.equal(endOf(await issue(mixed)), '400 /chargeIds')
  assert.equal(endOf(await issue([newId(till.cell)])), '404 not-found')
  assert.equal(endOf(await issue(mixed, await held.place.staff('cashier', till.there))), '404 not-found')
  assert.equal(endOf(await issue(mixed, till.citizen)), '403 forbidden')
  assert.equal(endOf(await issue([])), '400 /chargeIds')
  await till.post(`charges/${mixed[0]}/waiver`, till.admin, { reason: 'Poor' })
  assert.equal(endOf(await issue([mixed[0] as string])), '409 charge-state')
})

test('an invoice needs an issuer, and a GSTIN for tax', async () => {
  const { till, place } = held
  const by = await place.staff('centre-admin', till.there)
  const cashier = await place.staff('cashier', till.there)
  const set = (body: object) => place.ask<never>('PUT', `/v1/billing/issuers/${till.there}`, { by, body })
  const price = {
    name: 'Tablet',
    kind: 'medicine',
    unitPricePaise: 105,
    taxCode: 'medicine',
    validFrom: '2026-03-02',
  }
  await place.ask('PUT', `/v1/billing/prices/${till.there}/PCM`, { by, body: price })
  const lines = [{ priceCode: 'PCM', quantity: 1 }]
  const raised = await till.post('charges', cashier, {
    ...{ facilityId: till.there, patientId: till.citizen.patientId, lines },
  })
  const chargeIds = raised.body.charges.map(({ chargeId }) => chargeId)
  assert.equal(endOf(await till.post('invoices', cashier, { chargeIds })), '409 no-issuer')
  const { gstin, ...unregistered } = ISSUER
  assert.equal((await set({ ...unregistered, prefix: 'TWO' })).status, 200)
  assert.equal(endOf(await till.post('invoices', cashier, { chargeIds })), '409 gstin-needed')
  assert.equal(endOf(await set({ ...ISSUER, prefix: 'AS0' })), '409 prefix-taken')
  assert.equal(endOf(await set({ ...ISSUER, stateCode: '27' })), '400 /gstin')
  assert.equal(endOf(await set({ ...unregistered, gstin, prefix: 'TWO' })), '200')
  assert.equal(endOf(await till.post('invoices', cashier, { chargeIds })), '201')
  assert.equal(endOf(await set({ ...ISSUER, prefix: 'NEW' })), '409 issuer-in-use')
  assert.equal(endOf(await set({ ...ISSUER, prefix: 'TWO', legalName: 'Asha Care' })), '200')
  const late = await place.ask<never>('PUT', `/v1/billing/issuers/${till.there}`, {
    ...{ by, body: { ...ISSUER, prefix: 'TWO' }, headers: { 'if-match': '"v1"' } },
  })
  assert.equal(endOf(late), '412 issuer-changed-meanwhile')
  assert.equal((await place.ask('PUT', `/v1/billing/issuers/${till.here}`, { by, body: ISSUER })).status, 403)
  const read = await till.get(`issuers/${till.there}`, by)
  assert.deepEqual([read.body.hasCallbackSecret, read.body.callbackSecret], [true, undefined])
})

test('an invoice of 31 March and of 1 April in India have numbers of two years', async () => {
  const { till, place } = held
  place.clock.set('2026-03-31T18:29:00Z')
  const last = await till.bill([['CBC', 1]])
  place.clock.advance(60_000)
  const first = await till.bill([['CBC', 1]])
  place.clock.set(TEST_NOW)
  assert.match(last.number, /^AS0\/25-26\/0000\d\d$/)
  assert.equal(first.number, 'AS0/26-27/000001')
  await assertInvariants(place)
})

test('a bill is found by its whole number', async () => {
  const { till } = held
  const { invoiceId, number } = await till.bill([['CBC', 1]])
  const find = (wanted: string) =>
    till.get(`invoices?facility=${till.here}&number=${encodeURIComponent(wanted)}`, till.cashier)
  assert.deepEqual(
    (await find(number)).body.items.map((one) => one.invoiceId),
    [invoiceId],
  )
  for (const other of [number.replace('AS0', 'XX0'), number.replace('/25-26/', '/24-25/')]) {
    assert.deepEqual((await find(other)).body.items, [])
  }
  assert.equal(endOf(await find('25-26/1')), '400 query/number')
})

test('an invoice is read by its family and by staff there; a pharmacist sees what was dispensed', async () => {
  const { till, place } = held
  const { invoiceId } = await till.bill([['CBC', 1]])
  const read = (by: typeof till.admin) => till.get(`invoices/${invoiceId}`, by)
  assert.equal((await read(till.citizen)).body.patient, undefined)
  assert.deepEqual(((await read(till.cashier)).body.patient as { name: string }).name, 'Asha Sharma')
  for (const role of ['reception', 'centre-admin'] as const) {
    assert.equal((await read(await place.staff(role, till.here))).status, 200)
  }
  assert.equal((await read(await place.citizen())).status, 404)
  assert.equal((await read(await place.staff('cashier', till.there))).status, 404)
  const pharmacist = await place.staff('pharmacist', till.here)
  assert.equal((await read(pharmacist)).status, 404)
  const group = newId<'charge group'>(till.cell)
  const batch = { lot: 'B-12', maker: 'Acme', expiresOn: '2027-01-31', mrpPaise: 200 }
  const line = {
    ...{ sourceKind: 'prescriptions.dispense', sourceId: group as never, sourceLine: 1, quantity: 10, batch },
    ...{ text: 'Paracetamol 500 mg', unitPricePaise: 105, taxCode: 'medicine' },
  }
  const asked = { group, facilityId: till.here as never, patientId: till.citizen.patientId }
  const origin = { actorId: null, requestId: 'r' }
  const { chargeIds } = await till.context.call(raiseCharges, { ...asked, lines: [line], origin })
  const dear = { ...line, sourceLine: 2, unitPricePaise: 201 }
  await assert.rejects(till.context.call(raiseCharges, { ...asked, lines: [dear], origin }), /nobody may charge more/)
  const own = await till.post('invoices', pharmacist, { chargeIds })
  assert.equal(own.status, 201)
  assert.deepEqual((own.body.lines as { batch: object }[])[0]?.batch, batch)
  assert.equal((await till.get(`invoices/${own.body.invoiceId}`, pharmacist)).status, 200)
  const list = await till.get(`invoices?facility=${till.here}`, pharmacist)
  assert.deepEqual(
    list.body.items.map((one) => one.invoiceId),
    [own.body.invoiceId],
  )
  const charges = await till.get(`charges?facility=${till.here}`, pharmacist)
  assert.equal(charges.body.items.length, 1)
  const mixed = await till.charge([['CBC', 1]])
  assert.equal(endOf(await till.post('invoices', pharmacist, { chargeIds: mixed })), '404 not-found')
  const family = await till.get(`invoices?patient=${till.citizen.patientId}&limit=100`, till.citizen)
  assert.ok(family.body.items.some((one) => one.invoiceId === own.body.invoiceId))
  const page = await till.get(`invoices?patient=${till.citizen.patientId}&limit=1`, till.citizen)
  assert.deepEqual([page.body.items.length, typeof page.body.nextCursor], [1, 'string'])
})
