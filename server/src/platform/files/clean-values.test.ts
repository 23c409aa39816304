// Tests the cleaning of values: what spreadsheets damage, and what people write in forms in English and Hindi.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { cleanDay, cleanWholeDay, cleanYear, type DayOrder } from './clean-days.ts'
import {
  type Cleaned,
  cleanGender,
  cleanHouse,
  cleanIdentifier,
  cleanPhone,
  cleanPin,
  cleanRecordId,
  cleanText,
  toPlainDigits,
} from './clean-values.ts'

/** What became of a value: [value], [value, 'changed'], ['fault', words] or []. */
const of = ({ value, change, fault }: Cleaned<unknown>): unknown[] => {
  if (fault !== undefined) return ['fault', fault]
  return value === undefined ? [] : change === undefined ? [value] : [value, 'changed']
}

function each<Value>(clean: (written: string) => Cleaned<Value>, cases: Record<string, unknown[]>): void {
  for (const [written, expected] of Object.entries(cases)) {
    const found = of(clean(written))
    const words = expected[1]
    if (!(words instanceof RegExp)) assert.deepEqual(found, expected, written)
    else {
      assert.equal(found[0], 'fault', `${written}: ${JSON.stringify(found)}`)
      assert.match(found[1] as string, words, written)
      assert.ok(!(found[1] as string).includes(written), 'a reason never repeats a value')
    }
  }
}

describe('what a spreadsheet damages is left out and said', () => {
  test('identifiers: two people never share a rounded number', () => {
    each(cleanIdentifier, {
      '560012345678': ['560012345678'],
      'MR-778899': ['MR-778899'],
      '12E5': ['12E5'],
      '5.60012E+11': ['fault', /rounded by a spreadsheet/],
      '5,60012E+11': ['fault', /rounded/],
      '5.60012345678E11': ['fault', /rounded/],
      '1E+06': ['fault', /rounded/],
      '1234567890123450': ['fault', /lost its last digits/],
      '91234567890123': ['91234567890123'],
      '560012345678.0': ['560012345678', 'changed'],
      '6-Mar': ['fault', /made a date/],
      'Mar-06': ['fault', /made a date/],
      '#REF!': ['fault', /error of a spreadsheet/],
      '#########': ['fault', /error of a spreadsheet/],
      '000000': ['fault', /sign for nothing/],
      XXXX: ['fault', /sign for nothing/],
      "'560012345678": ['560012345678', 'changed'],
      NULL: [],
      '': [],
    })
  })

  test('record numbers: a row whose number is damaged cannot be told from others', () => {
    each(cleanRecordId, {
      '0': ['0'],
      '17.0': ['17'],
      'A-17': ['A-17'],
      '1.2E+06': ['fault', /rounded/],
      '7-Mar': ['fault', /made a date/],
      ' ': [],
    })
  })

  test('phones', () => {
    each(cleanPhone, {
      '+91 98111 00022': ['+91 98111 00022'],
      '9.84501E+09': ['fault', /rounded/],
      '9845012345.0': ['9845012345', 'changed'],
      "'9845012345": ['9845012345', 'changed'],
      '\u202a9845012345\u202c': ['9845012345', 'changed'],
      '९८४५०१२३४५': ['9845012345', 'changed'],
      '9811100022/9811100033': ['9811100022', 'changed'],
      '9999999999': ['fault', /sign for nothing/],
      '12345': ['fault', /not a phone/],
      'ask the son': ['fault', /not a phone/],
      '-': [],
      NA: [],
    })
  })

  test('PIN codes', () => {
    each(cleanPin, {
      '110001': ['110001'],
      '110 001': ['110001', 'changed'],
      '110-001': ['110001', 'changed'],
      '110001.0': ['110001', 'changed'],
      "'110001": ['110001', 'changed'],
      'PIN 110001': ['110001', 'changed'],
      '११०००१': ['110001', 'changed'],
      '1.1E+05': ['fault', /rounded/],
      '11001': ['fault', /six digits/],
      '010001': ['fault', /six digits/],
      'n/a': [],
    })
  })

  test('house numbers and texts', () => {
    each(cleanHouse, { '12-B': ['12-B'], '6-Mar': ['fault', /made a date/] })
    each(cleanText, { Null: ['Null'], '#REF!': ['fault', /error/], ' Meera ': ['Meera'] })
  })
})

test('genders are read in English and Hindi, whole and short', () => {
  each(cleanGender, {
    female: ['female'],
    Female: ['female', 'changed'],
    F: ['female', 'changed'],
    M: ['male', 'changed'],
    महिला: ['female', 'changed'],
    स्त्री: ['female', 'changed'],
    पुरुष: ['male', 'changed'],
    'पु.': ['male', 'changed'],
    'म.': ['female', 'changed'],
    बालिका: ['female', 'changed'],
    अन्य: ['other', 'changed'],
    TG: ['other', 'changed'],
    U: ['unknown', 'changed'],
    'N/A': [],
    '': [],
    '7': ['fault', /not understood/],
    MF: ['fault', /not understood/],
  })
})

describe('days', () => {
  const day = (text: string): unknown[] => [{ day: text }]
  const changed = (text: string): unknown[] => [{ day: text }, 'changed']
  const IN_ANY_ORDER: Record<string, unknown[]> = {
    '1980-05-06': day('1980-05-06'),
    '19800506': changed('1980-05-06'),
    '1980/05/06': changed('1980-05-06'),
    '1980.5.6': changed('1980-05-06'),
    '1980-05-06 00:00:00': changed('1980-05-06'),
    '1980-05-06T00:00:00.000': changed('1980-05-06'),
    // Midnight in India, as a program that stores instants writes it.
    '1980-05-05T18:30:00.000Z': changed('1980-05-06'),
    '1980-05-06T00:00:00Z': changed('1980-05-06'),
    '1980-02-30': ['fault', /not a day of the calendar/],
    '1980-13-01': ['fault', /not a day/],
    '1980': [{ year: 1980 }],
    '1980.0': [{ year: 1980 }, 'changed'],
    '1980-05': [{ year: 1980 }, 'changed'],
    '1980-05-00': [{ year: 1980 }, 'changed'],
    '0000-00-00': [],
    NULL: [],
    '#########': ['fault', /error of a spreadsheet/],
  }
  const WITHOUT_AN_ORDER: Record<string, unknown[]> = {
    ...IN_ANY_ORDER,
    '06/05/1980': ['fault', /can be two days.*--dates dmy/],
    '05/05/1980': changed('1980-05-05'),
    '14/05/1980': changed('1980-05-14'),
    '05-14-1980': changed('1980-05-14'),
    '14.5.1980 10:30': changed('1980-05-14'),
    '14/05/80': ['fault', /two digits/],
    '31/02/1980': ['fault', /not a day/],
    '29347': changed('1980-05-06'),
    '29347.5': changed('1980-05-06'),
    '6 May 1980': changed('1980-05-06'),
    '\u202a6 May 1980\u202c': changed('1980-05-06'),
    '\u200e१९८०-०५-०६': [{ day: '1980-05-06' }],
    '06-MAY-1980': changed('1980-05-06'),
    '6th May, 1980': changed('1980-05-06'),
    'May 6, 1980': changed('1980-05-06'),
    '6 मई 1980': changed('1980-05-06'),
    '०६ मई १९८०': changed('1980-05-06'),
    '06-May-80': ['fault', /two digits/],
    '05/1980': [{ year: 1980 }, 'changed'],
    summer: ['fault', /not a day/],
  }

  test('without an order only what can be read in one way is read', () => {
    each((written) => cleanDay(written), WITHOUT_AN_ORDER)
  })

  test('an order decides, and what contradicts it is refused', () => {
    const read = (order: DayOrder) => (written: string) => cleanDay(written, order)
    for (const order of ['dmy', 'mdy', 'iso'] as const) each(read(order), IN_ANY_ORDER)
    each(read('dmy'), { '06/05/1980': changed('1980-05-06'), '05/14/1980': ['fault', /in the order dmy/] })
    each(read('mdy'), { '06/05/1980': changed('1980-06-05'), '14/05/1980': ['fault', /in the order mdy/] })
    each(read('iso'), { '14/05/1980': ['fault', /YYYY-MM-DD/], '29347': ['fault', /YYYY-MM-DD/] })
  })

  test('a dose needs a whole day, and a year has four digits', () => {
    each((written) => cleanWholeDay(written), { '1980-05': ['fault', /only a year/], '1980-05-06': ['1980-05-06'] })
    each(cleanYear, { '1980': [1980], '1980.0': [1980, 'changed'], '80': ['fault', /four digits/], NULL: [] })
  })
})

test('digits of all scripts become 0 to 9', () => {
  assert.equal(toPlainDigits('०१२३४५६७८९ ০১ ௧ 7'), '0123456789 01 1 7')
})
