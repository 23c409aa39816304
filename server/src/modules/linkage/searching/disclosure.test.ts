// Tests that a customer learns nothing about unknown people from a phone or a number alone, and no national id.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasVerhoeffDigit } from '../../../platform/http/formats.ts'
import { startReceiver } from '../../../testing/fakes/receiver.ts'
import { setup } from '../../../testing/setup.ts'
import { until } from '../../../testing/until.ts'
import { FAST, onboard, poolOf } from '../testing.ts'

const AADHAAR = [...'0123456789'].map((digit) => `34512341234${digit}`).find(hasVerhoeffDigit) as string
const SPACED = AADHAAR.replace(/(.{4})(.{4})(.{4})/, '$1 $2 $3')
const ABHA = { system: 'abha', value: '91-2345-6789-0123' }
const PHONE = '+919876501234'
const PERSON = { name: 'Zebunnissa Quraishi', birthDate: '1990-05-14', gender: 'female', pin: '110001' }

async function begin(t: Parameters<typeof setup>[0], choiceBy: 'customer' | 'staff' = 'customer') {
  const place = await setup(t, { clock: 'real', env: { ...FAST, ROLE: 'both' } })
  const body = { ...PERSON, phone: PHONE, identifiers: [ABHA], aadhaar: AADHAAR }
  const made = await place.ask('POST', '/v1/patients/registrations', { by: await place.admin(), body })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const customer = await onboard(place, await startReceiver(t), { 'choice-by': choiceBy })
  const outcomeOf = async (patient: object): Promise<string | undefined> => {
    const { status, body: linked } = await customer.link(patient)
    assert.equal(status, 202, JSON.stringify(linked))
    const read = () => customer.status(linked['workflow-id'])
    await until('the outcome is known', async () => (await read()).outcome !== undefined)
    return (await read()).outcome
  }
  return { place, customer, outcomeOf }
}

const ONE_FACT = [
  { id: 'G-1', full_name: 'Mr', contact: { phone: PHONE } },
  { id: 'G-2', full_name: 'Z', contact: { phone: PHONE } },
  { id: 'G-3', full_name: 'Gopal Menon', identifiers: [ABHA] },
  { id: 'G-4', full_name: 'Mr', dob: '1961-11-02', identifiers: [ABHA], contact: { pin: '110001' } },
]

test('a customer that knows only a phone or a number gets no candidate', async (t) => {
  const { place, customer, outcomeOf } = await begin(t)
  for (const patient of ONE_FACT) {
    assert.equal(await outcomeOf(patient), 'NO_RESULTS', patient.id)
    const answer = await place.ask('GET', `/patient/${patient.id}`, { headers: customer.headers })
    assert.equal(answer.status, 404, patient.id)
    assert.doesNotMatch(JSON.stringify(answer.body), /Zebunnissa|1990/)
  }
  const two = { id: 'K-1', full_name: 'Z', dob: PERSON.birthDate, contact: { phone: PHONE } }
  assert.equal(await outcomeOf(two), 'CHOICE', 'two facts are enough for an offer')
})

const OTHER_ABHA = { system: 'abha', value: '91-5544-6677-8899' }
const HOME = { phone: '+919845011111', address: '4 Temple Street, Malleshwaram', pin: '110001' }

test('newborns without a name are never linked, and a relative with the card learns nothing', async (t) => {
  const { place, customer, outcomeOf } = await begin(t)
  const by = await place.admin()
  const baby = { name: 'Baby 1 of Sunanda Hegde', birthDate: '2026-02-03', gender: 'female', ...HOME }
  const made = await place.ask('POST', '/v1/patients/registrations', {
    by,
    body: { ...baby, identifiers: [OTHER_ABHA] },
  })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  for (const [nth, full_name] of ['Baby 2 of Sunanda Hegde', 'B/O Sunanda Hegde', 'Twin II of Sunanda'].entries()) {
    const patient = { id: `B-${nth}`, full_name, dob: baby.birthDate, contact: HOME, identifiers: [OTHER_ABHA] }
    assert.notEqual(await outcomeOf(patient), 'LINKED', full_name)
  }
  const relatives = [
    { full_name: 'Imran Quraishi' },
    { full_name: 'Quraishi' },
    { full_name: 'I. Quraishi', gender: 'female' },
    { full_name: 'Quraishi', dob: '1961-11-02' },
  ]
  for (const [nth, relative] of relatives.entries()) {
    const patient = { id: `L-${nth}`, ...relative, identifiers: [ABHA], contact: { pin: PERSON.pin } }
    assert.equal(await outcomeOf(patient), 'NO_RESULTS', relative.full_name)
    const answer = await place.ask('GET', `/patient/${patient.id}`, { headers: customer.headers })
    assert.equal(answer.status, 404)
  }
})

test('a number links another name or birth only if customer and hospital have verified it', async (t) => {
  const { place, customer, outcomeOf } = await begin(t)
  // An import with `--verified abha` writes the number like this.
  const { rowCount } = await place.program.context('patients').pool.query(
    `update patients.match_records
     set identifiers = replace(identifiers::text, '"isVerified":false', '"isVerified":true')::json`,
  )
  assert.equal(rowCount, 1)
  const patient = { full_name: 'Munni Khatoon', dob: PERSON.birthDate, identifiers: [ABHA], contact: { phone: PHONE } }
  assert.notEqual(await outcomeOf({ id: 'V-1', ...patient }), 'LINKED', 'the customer has not verified it')
  const by = await place.admin()
  const body = { 'verified-systems': ['ABHA'] }
  const changed = await place.ask<object>('PATCH', `/v1/customers/${customer.id}`, { by, body })
  assert.deepEqual([changed.status, Reflect.get(changed.body, 'verified-systems')], [200, ['abha']])
  assert.equal(await outcomeOf({ id: 'V-2', ...patient }), 'LINKED')
  assert.notEqual(await outcomeOf({ id: 'V-3', ...patient, dob: '1961-11-02' }), 'LINKED', 'both contradict')
})

test('when staff choose for the customer, they see a candidate with only one fact', async (t) => {
  const { outcomeOf } = await begin(t, 'staff')
  assert.equal(await outcomeOf(ONE_FACT[2] as object), 'CHOICE')
})

test('an Aadhaar number links in every spelling of its system, and Sehat stores it nowhere', async (t) => {
  const { place, outcomeOf } = await begin(t)
  for (const [nth, [system, value]] of [
    ['aadhaar', AADHAAR],
    ['AADHAAR', SPACED],
    ['Aadhaar', SPACED.replaceAll(' ', '-')],
  ].entries()) {
    const patient = { id: `A-${nth}`, full_name: PERSON.name, identifiers: [{ system, value }] }
    assert.equal(await outcomeOf(patient), 'LINKED', system)
  }
  const { rows } = await poolOf(place).query<{ id: string; sealed: Buffer }>(
    'select workflow_id as id, sealed from linkage.requests',
  )
  const { keys } = place.program.context('linkage')
  for (const { id, sealed } of rows) {
    const text = keys.unseal(sealed, `linkage.requests.sealed ${id}`)
    assert.ok(!text.replace(/[ -]/g, '').includes(AADHAAR))
  }
})

test('an Aadhaar number with a wrong check digit is refused in every spelling of its system', async (t) => {
  const { customer } = await begin(t)
  const wrong = AADHAAR.replace(/.$/, (digit) => String((Number(digit) + 1) % 10))
  for (const system of ['aadhaar', 'AADHAAR']) {
    const { status, body } = await customer.link({
      id: 'W-1',
      full_name: 'Asha',
      identifiers: [{ system, value: wrong }],
    })
    assert.deepEqual([status, body.errors?.[0]?.pointer], [400, '/patient/identifiers/0/value'])
  }
})
