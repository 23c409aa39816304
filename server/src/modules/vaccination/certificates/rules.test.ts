// Tests what a card states, and that each card fits into one QR code.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from '../../../platform/clock.ts'
import { openKeys } from '../../../platform/keys.ts'
import { TEST_NOW, TEST_SECRETS } from '../../../testing/setup.ts'
import { CARD_LENGTH_MAX, openCards } from './cards.ts'
import { birthOf, type CardFacts, shortenCentre, toBundle } from './rules.ts'

const facts: CardFacts = {
  person: { name: 'Asha Sharma', birthDate: '1990-05-14', birthYear: 1990 },
  dose: { course: 'COVID-19', dose: 1, vaccine: 'COVAXIN', lot: 'LOT-1', givenOn: '2026-03-02' },
  vaccine: { cvx_code: '502', doses: 2 },
  centre: 'Clinic',
}
const URL = 'https://sehat.example'

test('a card states the year when only the year of birth is known', () => {
  assert.equal(birthOf({ ...facts.person, birthDate: null }), '1990')
})

test('a vaccine without a CVX code has the code of Sehat', () => {
  const bundle = toBundle({ ...facts, vaccine: { cvx_code: null, doses: 2 } }, URL)
  const coding = [{ system: 'https://sehat.example/fhir/CodeSystem/vaccines', code: 'COVAXIN' }]
  assert.ok(JSON.stringify(bundle).includes(JSON.stringify({ coding })))
})

test('the name of the centre becomes shorter and then goes; the person and the dose stay whole', () => {
  const names = [...shortenCentre({ ...facts, centre: 'x'.repeat(200) })].map(({ centre }) => centre?.length)
  assert.deepEqual(names, [80, 40, undefined])
})

test('a card of the longest name, centre, lot and code still fits into one code', async () => {
  const { SEHAT_SECRET, SEHAT_IDENTIFIER_KEY } = TEST_SECRETS
  const publicUrl = 'https://vaccination.health.example.gov.in'
  const cards = await openCards({
    keys: openKeys(SEHAT_SECRET, SEHAT_IDENTIFIER_KEY),
    clock: fixedClock(TEST_NOW),
    config: { publicUrl },
  } as never)
  // Letters in an order that compresses badly, from the whole block of Devanagari.
  const letters = (count: number, from: number, size: number): string =>
    Array.from({ length: count }, (_, nth) => String.fromCharCode(from + ((nth * nth * 7 + nth * 13 + 5) % size))).join(
      '',
    )
  const longest: CardFacts = {
    person: { name: letters(120, 0x905, 53), birthDate: '1990-05-14', birthYear: 1990 },
    dose: { ...facts.dose, vaccine: letters(30, 65, 26), lot: letters(40, 48, 43) },
    vaccine: { cvx_code: null, doses: 6 },
    centre: letters(200, 0x905, 53),
  }
  const card = await cards.sign(longest, { kid: cards.kid, rid: 'abcdefghijkl', issuedAt: new Date(TEST_NOW) })
  assert.ok(card.length <= CARD_LENGTH_MAX, `${card.length}`)
})
