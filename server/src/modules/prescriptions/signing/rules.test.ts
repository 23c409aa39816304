// Tests the rules of signing by property and by case: quantities, warnings, limits of video, changes, the sealed text.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { RxLine } from '../contract.ts'
import { compositionOf, isAllergyTo, isSameSubstance, substancesOf } from '../medicines/rules.ts'
import {
  answerWarnings,
  changesOf,
  findWarnings,
  inOrder,
  type Judged,
  perDayOf,
  quantityOf,
  refuseLine,
} from './rules.ts'
import { findBroken, hashOf } from './sealing.ts'

const TABLETS = { unit: 'tablet', packSize: 10 }
const SYRUP = { unit: 'ml', packSize: 60 }
const portion = fc.integer({ min: 0, max: 16 }).map((quarters) => quarters / 4)
const fixed = fc.record({ morning: portion, noon: portion, evening: portion, night: portion })
const needed = fc.integer({ min: 1, max: 40 }).map((quarters) => ({ asNeeded: true as const, perDayMax: quarters / 4 }))
const days = fc.integer({ min: 1, max: 180 })

describe('times and days decide the quantity', () => {
  test('1-0-1 for five days is ten tablets, and half a tablet is rounded up once', () => {
    const times = { morning: 1, noon: 0, evening: 0, night: 1 }
    assert.equal(quantityOf(times, 5, TABLETS), 10)
    assert.equal(quantityOf({ ...times, morning: 0.5, night: 0 }, 5, TABLETS), 3)
    assert.equal(quantityOf({ morning: 0, noon: 0, evening: 0, night: 0 }, 5, TABLETS), undefined)
  })

  test('a syrup is given in whole bottles, and what is taken as needed has a daily maximum', () => {
    assert.equal(quantityOf({ morning: 5, noon: 0, evening: 0, night: 5 }, 5, SYRUP), 60)
    assert.equal(quantityOf({ morning: 5, noon: 5, evening: 0, night: 5 }, 5, SYRUP), 120)
    assert.equal(quantityOf({ asNeeded: true, perDayMax: 4 }, 3, TABLETS), 12)
  })

  test('it is enough, it is never a piece or a pack too much, and it grows with the days', () => {
    fc.assert(
      fc.property(fc.oneof(fixed, needed), days, fc.constantFrom(TABLETS, SYRUP), (times, count, pack) => {
        const need = perDayOf(times) * count
        const quantity = quantityOf(times, count, pack)
        if (need === 0) return quantity === undefined
        if (quantity === undefined) return need > 9_900
        const step = pack === TABLETS ? 1 : pack.packSize
        const longer = quantityOf(times, count + 1, pack)
        return (
          Number.isInteger(quantity) &&
          quantity >= need &&
          quantity - need < step &&
          quantity % step === 0 &&
          (longer === undefined || longer >= quantity)
        )
      }),
    )
  })
})

const line = (more: Partial<RxLine> = {}): RxLine => ({
  ...{ lineKey: 1, itemCode: 'JA-1', genericName: 'Amoxicillin 500 mg', form: 'tablet', strength: '500 mg' },
  ...{ unit: 'tablet', quantity: 10, dose: '1 tablet', route: 'oral', days: 5, substitution: 'allowed' },
  times: { morning: 1, noon: 0, evening: 0, night: 1 },
  ...more,
})
const judged = (substances: string[], more: Partial<Judged> = {}, lineMore: Partial<RxLine> = {}): Judged => ({
  ...{ line: line(lineMore), substances, pack: TABLETS, teleList: 'O', schedule: 'H', ...more },
})
const kinds = (all: readonly { kind: string }[]) => all.map(({ kind }) => kind)

describe('warnings', () => {
  test('an allergy to amoxicillin warns for a combination that holds it', () => {
    const combination = judged(['amoxicillin trihydrate', 'potassium clavulanate'])
    const found = findWarnings([combination], { allergies: ['Amoxicillin'], takes: [] }, false)
    assert.deepEqual(
      found.map(({ kind, lineKey, against }) => [kind, lineKey, against]),
      [['allergy', 1, 'Amoxicillin']],
    )
    assert.deepEqual(findWarnings([judged(['paracetamol'])], { allergies: ['Amoxicillin'], takes: [] }, false), [])
  })

  test('an allergy may name a group, a salt is the same substance, and an acid is not every acid', () => {
    for (const [allergy, substance] of [
      ['Penicillins', 'ampicillin'],
      ['sulfa drugs', 'sulfamethoxazole'],
      ['NSAIDs', 'diclofenac sodium'],
      ['Aspirin', 'aspirin'],
      ['Cephalosporin', 'cefixime'],
    ] as const) {
      assert.ok(isAllergyTo(allergy, substance), `${allergy} and ${substance}`)
    }
    for (const [allergy, substance] of [
      ['Folic acid', 'clavulanic acid'],
      ['Vitamin D', 'vitamin c'],
      ['Penicillin', 'paracetamol'],
      ['Peanuts', 'amoxicillin'],
    ] as const) {
      assert.ok(!isAllergyTo(allergy, substance), `${allergy} and ${substance}`)
    }
    assert.ok(isSameSubstance('Metformin hydrochloride', 'metformin'))
    assert.ok(!isSameSubstance('amlodipine', 'atenolol'))
  })

  test('the same substance twice warns: within the lines, and with what the patient takes', () => {
    const twice = [judged(['paracetamol']), judged(['ibuprofen', 'paracetamol'], {}, { lineKey: 2 })]
    const found = findWarnings(twice, { allergies: [], takes: [] }, false)
    assert.deepEqual([kinds(found), found[0]?.lineKey], [['duplicate'], 2])
    const takes = [{ name: 'Dolo', substances: ['paracetamol'] }]
    assert.deepEqual(kinds(findWarnings([judged(['paracetamol'])], { allergies: [], takes }, false)), ['duplicate'])
  })

  test('more than the times need, and unlikely many pieces a day', () => {
    const patient = { allergies: [], takes: [] }
    assert.deepEqual(kinds(findWarnings([judged(['x'], {}, { quantity: 11 })], patient, false)), ['dose'])
    const many = { times: { asNeeded: true as const, perDayMax: 13 }, quantity: 5 }
    assert.deepEqual(kinds(findWarnings([judged(['x'], {}, many)], patient, false)), ['dose'])
  })

  test('a reason answers the warning of its line and kind, and nothing else', () => {
    const warnings = findWarnings(
      [judged(['amoxicillin'], {}, { quantity: 11 })],
      {
        ...{ allergies: ['amoxicillin'], takes: [] },
      },
      false,
    )
    const { answered, open } = answerWarnings(warnings, [{ kind: 'allergy', lineKey: 1, reason: 'Mild rash once' }])
    assert.deepEqual([kinds(open), answered[0]?.overriddenReason], [['dose'], 'Mild rash once'])
  })
})

test('by video: list O and A always, B after an earlier visit, Schedule X and narcotics never', () => {
  const outcomes = (['none', 'G', 'H', 'H1', 'X', 'narcotic', 'unset'] as const).flatMap((schedule) =>
    (['O', 'A', 'B', 'never', 'unset'] as const).flatMap((teleList) =>
      [true, false].flatMap((isTele) =>
        [true, false].map((isFollowUp) => {
          const refusal = refuseLine({ schedule, teleList }, { isTele, isFollowUp })
          const expected =
            schedule === 'narcotic'
              ? 'narcotic'
              : isTele && (schedule === 'X' || teleList === 'never' || (teleList === 'B' && !isFollowUp))
                ? 'tele'
                : undefined
          return refusal?.kind === expected
        }),
      ),
    ),
  )
  assert.ok(outcomes.every(Boolean))
  const asked = findWarnings([judged(['x'], { teleList: 'unset' })], { allergies: [], takes: [] }, true)
  assert.deepEqual(kinds(asked), ['tele'])
})

test('medicines are the same only with the same ingredients, amounts and form', () => {
  const item = (ingredients: object[], more: object = {}) =>
    ({ ingredients, form: 'tablet', unit: 'tablet', ...more }) as Parameters<typeof compositionOf>[0]
  const both = [
    { substance: 'amoxicillin', amount: '500 mg' },
    { substance: 'clavulanic acid', amount: '125mg' },
  ]
  const turned = [
    { substance: 'Clavulanic Acid', amount: '125 mg' },
    { substance: 'amoxicillin', amount: '500mg' },
  ]
  assert.equal(compositionOf(item(both)), compositionOf(item(turned)))
  assert.notEqual(compositionOf(item(both)), compositionOf(item(both.slice(0, 1))))
  assert.notEqual(compositionOf(item(both)), compositionOf(item(both, { form: 'syrup' })))
  assert.equal(compositionOf(item([])), undefined, 'nobody knows')
  assert.equal(compositionOf(item([{ substance: 'zinc' }])), undefined, 'no amount')
  assert.deepEqual(substancesOf({ name: 'Amoxicillin 500mg + Potassium Clavulanate 125 mg', ingredients: [] }), [
    'Amoxicillin',
    'Potassium Clavulanate',
  ])
})

test('a new version says what it changes', () => {
  const before = [line(), line({ lineKey: 2 }), line({ lineKey: 3 })]
  const after = [line(), line({ lineKey: 2, days: 7, quantity: 14 }), line({ lineKey: 4 })]
  assert.deepEqual(changesOf(before, after), [
    { lineKey: 2, kind: 'changed', fields: ['days', 'quantity'] },
    { lineKey: 4, kind: 'added', fields: [] },
    { lineKey: 3, kind: 'stopped', fields: [] },
  ])
})

test('whoever changes a version, or takes one out, breaks the chain', () => {
  const seal = (version: number, sealed: string, hash_before: string | null) => ({
    ...{ version, sealed, hash_before, hash: hashOf(sealed, hash_before) },
  })
  const first = seal(1, 'one', null)
  const second = seal(2, 'two', first.hash)
  const third = seal(3, 'three', second.hash)
  assert.equal(findBroken([third, first, second]), undefined)
  assert.equal(findBroken([first, { ...second, sealed: 'tow' }, third]), 2)
  assert.equal(findBroken([first, seal(2, 'tow', first.hash), third]), 3)
  assert.equal(findBroken([first, third]), 3)
})

test('the same facts have one text, in whatever order they come', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (facts) => {
      const turned = Object.fromEntries(Object.entries(facts).reverse())
      return JSON.stringify(inOrder(facts)) === JSON.stringify(inOrder(turned))
    }),
  )
})
