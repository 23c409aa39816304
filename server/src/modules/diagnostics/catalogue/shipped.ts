// Reads rows of the shipped list of tests, and finds those whose range cannot be right. Pure.
import { toSearchText } from '../../../platform/words.ts'
import { SPECIMEN_KINDS, TEST_CODE_PATTERN, TEST_KINDS } from '../contract.ts'
import type { Panel, Range, Test } from '../tables.ts'

export const TEST_COLUMNS = [
  ...([
    'code',
    'name',
    'kind',
    'choices',
    'unit',
    'specimen',
    'container',
    'turnaround_minutes',
    'doctor_first',
  ] as const),
  ...(['highest_possible', 'stated_name', 'stated_low', 'stated_high', 'stated_range'] as const),
] as const
export const PANEL_COLUMNS = ['code', 'name', 'tests'] as const

export type Fields<Column extends string> = Readonly<Record<Column, string>>
type TestFields = Fields<(typeof TEST_COLUMNS)[number]>

const CODE = new RegExp(TEST_CODE_PATTERN)
const NUMBER = /^-?\d+(\.\d+)?$/
/** Words that say that a range is for some people only. */
const GROUPS =
  /\b(m[ae]n|wom[ae]n|males?|females?|child(ren)?|adults?|infants?|newborns?|neonates?|\S*menopaus\S*|puberty)\b/

export const FAULTS = {
  'text-in-number': 'a number of the range is a text',
  'low-above-high': 'the lower end is not below the upper end',
  'sex-or-age-missing': 'the text names sexes or ages, the numbers do not',
  'text-differs': 'the numbers are not those of the text',
  'same-as-another': 'the range is word by word that of another test before it',
} as const
export type Fault = keyof typeof FAULTS

/** Why the stated range cannot be taken over. `before` holds the ranges of the rows before, and gets this one. */
export function findFault(fields: TestFields, before: Set<string>): Fault | undefined {
  const { stated_low, stated_high, stated_range, unit } = fields
  const text = stated_range.toLowerCase()
  const isStated = stated_low !== '' && stated_high !== ''
  if (isStated && !(NUMBER.test(stated_low) && NUMBER.test(stated_high))) return 'text-in-number'
  if (isStated && Number(stated_low) >= Number(stated_high)) return 'low-above-high'
  if (GROUPS.test(text)) return 'sex-or-age-missing'
  if (!isStated) return undefined
  if (text !== '' && !isOfText(text, Number(stated_low), Number(stated_high))) return 'text-differs'
  const key = [stated_low, stated_high, unit, text].join()
  if (before.has(key)) return 'same-as-another'
  before.add(key)
  return undefined
}

/** Whether a text such as `< 140 mg/dl` or `150,000 - 450,000` says these two numbers; a lower end of 0 goes unsaid. */
function isOfText(text: string, low: number, high: number): boolean {
  const [first, second] = [...text.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map(([said]) => Number(said.replaceAll(',', '')))
  return (first === low && second === high) || (low === 0 && first === high)
}

/** A range that the law of the list gives everybody from the first day. Nobody has checked it. */
const EVERYBODY = { sex: 'any', from_days: 0, until_days: 60_000, valid_from: '2024-01-01' } as const

export interface ShippedTest {
  readonly test: Test
  readonly range: Range | undefined
}

/** Reads a row. Throws when a value has a wrong form: the list comes with Sehat, so the list is wrong. */
export function readTest(fields: TestFields, before: Set<string>): ShippedTest {
  const isWhole =
    CODE.test(fields.code) &&
    fields.name !== '' &&
    (TEST_KINDS as readonly string[]).includes(fields.kind) &&
    /^\d+$/.test(fields.turnaround_minutes) &&
    /^(true|false)$/.test(fields.doctor_first) &&
    (fields.highest_possible === '' || NUMBER.test(fields.highest_possible)) &&
    (fields.kind === 'imaging' || (SPECIMEN_KINDS as readonly string[]).includes(fields.specimen))
  if (!isWhole) throw new Error(`data/tests/tests.csv: the row of ${fields.code} has a value of a wrong form`)
  const fault = findFault(fields, before)
  const orNull = (text: string): string | null => (text === '' ? null : text)
  const test: Test = {
    ...{ code: fields.code, name: fields.name, search_text: toSearchText(`${fields.name} ${fields.code}`) },
    ...{ kind: fields.kind as Test['kind'], choices: fields.choices === '' ? [] : fields.choices.split('|') },
    ...{ unit: orNull(fields.unit), specimen: orNull(fields.specimen) as Test['specimen'] },
    ...{ container: orNull(fields.container), turnaround_minutes: Number(fields.turnaround_minutes) },
    ...{ doctor_first: fields.doctor_first === 'true', loinc: null },
    highest_possible: fields.highest_possible === '' ? null : Number(fields.highest_possible),
    ...{ stated_range: orNull(fields.stated_range), fault: fault ?? null, changed_by: null, version: 1 },
  }
  const isStated = test.kind === 'number' && fault === undefined && fields.stated_low !== ''
  if (!isStated) return { test, range: undefined }
  const ends = { low: Number(fields.stated_low), high: Number(fields.stated_high) }
  const limits = { critical_low: null, critical_high: null, checked_by: null, checked_at: null }
  return { test, range: { test: test.code, ...EVERYBODY, ...ends, ...limits } }
}

export function readPanel({ code, name, tests }: Fields<(typeof PANEL_COLUMNS)[number]>): Panel {
  if (!CODE.test(code) || name === '') throw new Error(`data/tests/panels.csv: the row of ${code} has a wrong form`)
  return { code, name, search_text: toSearchText(`${name} ${code}`), tests: tests.split('|') }
}
