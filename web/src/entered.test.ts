// Tests of entered values: the different ways in which people write the same value.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toDecimal, toDigits, toList, toPaise, toPhone, toPin, toWhole } from './entered.ts'

test('whole numbers may be grouped', () => {
  assert.deepEqual([toWhole('1,000'), toWhole('1 000'), toWhole('0')], [1_000, 1_000, 0])
  for (const text of ['', '1.5', '-1', 'ten', '1'.repeat(10)]) assert.equal(toWhole(text), undefined, text)
})

test('a decimal has a point or a comma', () => {
  assert.deepEqual([toDecimal('28.61'), toDecimal(' 28,61 '), toDecimal('-7')], [28.61, 28.61, -7])
  for (const text of ['', '28.', '1.2.3', '0x10', '1e3']) assert.equal(toDecimal(text), undefined, text)
})

test('rupees become paise', () => {
  assert.deepEqual([toPaise('386.5'), toPaise('0'), toPaise('1410')], [38_650, 0, 141_000])
  for (const text of ['', '-1', '1.234', '₹5']) assert.equal(toPaise(text), undefined, text)
})

const PHONES = [
  ...['98765 43210', '+91 98765-43210', '098765.43210', '(98765) 43210', '98765\u201143210', '98765\u00a043210'],
  // As the contacts of a phone, a chat and a web page give it.
  ...['\u202a98765 43210\u202c', '\u202a+91 98765 43210\u202c', '\u200e98765\u200b43210', '\ufeff9876543210\u2069'],
  ...['91 98765 43210', '+91-98765 43210', '098765 43210', '+9109876543210', '0091 98765 43210', '919876543210'],
  // Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada, Malayalam, Urdu, and full width.
  ...['९८७६५ ४३२१०', '৯৮৭৬৫৪৩২১০', '੯੮੭੬੫੪੩੨੧੦', '૯૮૭૬૫૪૩૨૧૦', '୯୮୭୬୫୪୩୨୧୦', '௯௮௭௬௫௪௩௨௧௦'],
  ...['౯౮౭౬౫౪౩౨౧౦', '೯೮೭೬೫೪೩೨೧೦', '൯൮൭൬൫൪൩൨൧൦', '۹۸۷۶۵۴۳۲۱۰', '９８７６５４３２１０', '+९१ ९८७६५ ४३२१०'],
]

test('a mobile number is read as people paste it: marks, prefixes, and the digits of every script of India', () => {
  for (const text of PHONES) assert.equal(toPhone(text), '9876543210', JSON.stringify(text))
  // A number that begins with 91 keeps it.
  assert.equal(toPhone('91987 65432'), '9198765432')
  // What is no mobile number of India stays what it is, so that the form refuses it.
  for (const text of ['12345', '+44 7911 123456', 'none']) assert.notEqual(toPhone(text).length, 10, text)
})

test('PIN codes, codes and numbers may have marks and other digits', () => {
  for (const text of ['110 0-01', '\u202a110001\u202c', '११०००१', '110001.0', '১১০০০১', ' 110\u2013001 ']) {
    assert.equal(toPin(text), '110001', JSON.stringify(text))
  }
  assert.equal(toDigits('\u200e४२ ७१-८३'), '427183')
  assert.equal(toWhole('१,०००'), 1_000)
  assert.equal(toDecimal('२८.६१'), 28.61)
  assert.equal(toPaise('३८६.५'), 38_650)
})

test('words are split at spaces, commas, semicolons and bars', () => {
  assert.deepEqual(toList(' hospital; lab,  pharmacy\nhospital|x '), ['hospital', 'lab', 'pharmacy', 'hospital', 'x'])
})
