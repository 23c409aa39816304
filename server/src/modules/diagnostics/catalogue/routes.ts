// The routes of the catalogue: everybody finds tests, an official keeps them and vouches for their ranges.
import { access } from '../../../platform/access.ts'
import {
  Cursor,
  Day,
  Limit,
  nameText,
  object,
  oneOf,
  page,
  type Static,
  Type,
  text,
} from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { toSearchText } from '../../../platform/words.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { SpecimenKind, TestCode, TestKind } from '../contract.ts'
import { searchMenu } from '../menus/store.ts'
import type { DiagnosticsContext, Range, Test } from '../tables.ts'
import { changeTest, stateRange } from './steps.ts'
import { listPanels, listRanges, listTests, searchTests } from './store.ts'

const WORDS_MAX = 5
const position = cursor({ code: TestCode })
export const testParams = object({ code: TestCode })

const Value = Type.Number({ minimum: -1_000_000, maximum: 1_000_000_000 })
const AgeDays = Type.Integer({ minimum: 0, maximum: 60_000 })

export const NewTest = object({
  name: nameText(100),
  kind: TestKind,
  choices: Type.Optional(Type.Array(text(100), { minItems: 2, maxItems: 50, uniqueItems: true })),
  unit: Type.Optional(text(40)),
  specimen: Type.Optional(SpecimenKind),
  container: Type.Optional(text(60)),
  turnaroundMinutes: Type.Integer({ minimum: 1, maximum: 100_000, description: 'From the order to the result.' }),
  doctorFirst: Type.Boolean({ description: 'A doctor explains the result; the family reads it later.' }),
  highestPossible: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1_000_000_000 })),
  loinc: Type.Optional(Type.String({ pattern: '^[0-9]{1,5}-[0-9]$', description: 'The code of the test in LOINC.' })),
})
export type NewTest = Static<typeof NewTest>

const TestView = object({ code: TestCode, ...NewTest.properties })

export const NewRange = object({
  sex: oneOf(['female', 'male', 'any']),
  fromDays: { ...AgeDays, description: 'Age in days.' },
  untilDays: { ...AgeDays, description: 'The first age that is too old.' },
  validFrom: { ...Day, description: 'Today or later. The range holds until a newer one of the same people.' },
  low: Type.Optional(Value),
  high: Type.Optional(Value),
  criticalLow: Type.Optional({ ...Value, description: 'A value at or below it may mean danger to life.' }),
  criticalHigh: Type.Optional({ ...Value, description: 'A value at or above it may mean danger to life.' }),
})
export type NewRange = Static<typeof NewRange>
const RangeView = object({
  ...NewRange.properties,
  isChecked: Type.Boolean({ description: 'False: nobody vouches for it, and it flags no result.' }),
})

const ListedTest = object({
  code: TestCode,
  name: Type.String(),
  kind: Type.Optional(TestKind),
  tests: Type.Optional(Type.Array(TestCode, { description: 'Of a panel: the tests in it.' })),
  unit: Type.Optional(Type.String()),
  specimen: Type.Optional(SpecimenKind),
  turnaroundMinutes: Type.Optional(Type.Integer()),
  priceCode: Type.Optional(Type.String({ description: 'Code in the price list of the facility.' })),
  inHouse: Type.Optional(Type.Boolean()),
  twoPersons: Type.Optional(Type.Boolean()),
  isOffered: Type.Optional(Type.Boolean()),
  version: Type.Optional(Type.Integer({ description: 'Of the menu: name it in `If-Match` to change the test there.' })),
})
export type ListedTest = Static<typeof ListedTest>

export const catalogueRoutes = (context: DiagnosticsContext) => (app: App) => {
  addList(app, context)
  addOne(app, context)
  addChange(app, context)
  addRange(app, context)
}

function addList(app: App, { db }: DiagnosticsContext): void {
  app.get(
    '/v1/diagnostics/tests',
    {
      config: { access: access.public },
      schema: {
        summary: 'Find tests',
        description:
          'With `facility`: its menu, tests and panels, with the codes of the prices. Without: the tests of the ' +
          'catalogue. In the order of the codes.',
        querystring: object({
          facility: Type.Optional(FacilityId),
          q: Type.Optional(text(100, { description: 'Words or parts of words of name or code; each must occur.' })),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(ListedTest) },
      },
    },
    async ({ query: { facility, q, limit, cursor: from } }) => {
      const search = { words: readWords(q), after: position.read(from)?.code, limit: limit + 1 }
      const found = facility
        ? await searchMenu(db, facility, search)
        : (await searchTests(db, search)).map((test) => toListed(test))
      const { shown, next } = cutPage(found, limit, position.write)
      return { items: [...shown], ...next }
    },
  )
}

/** The words of `q` in search form. Throws a 400 when it has no letter and no digit. */
function readWords(q: string | undefined): readonly string[] {
  if (q === undefined) return []
  const words = toSearchText(q).split(' ').slice(0, WORDS_MAX)
  if (words[0] === '') throw invalidField('query/q', 'needs at least one letter or digit')
  return words
}

const toListed = ({ code, name, kind, unit, specimen, turnaround_minutes }: Test): ListedTest => ({
  ...{ code, name, kind: kind, turnaroundMinutes: turnaround_minutes },
  ...(unit !== null && { unit }),
  ...(specimen !== null && { specimen: specimen }),
})

const toTestView = (test: Test): Static<typeof TestView> => ({
  ...{ code: test.code, name: test.name, kind: test.kind },
  ...(test.choices.length > 0 && { choices: test.choices }),
  ...(test.unit !== null && { unit: test.unit }),
  ...(test.specimen !== null && { specimen: test.specimen }),
  ...(test.container !== null && { container: test.container }),
  ...{ turnaroundMinutes: test.turnaround_minutes, doctorFirst: test.doctor_first },
  ...(test.highest_possible !== null && { highestPossible: test.highest_possible }),
  ...(test.loinc !== null && { loinc: test.loinc }),
})

const toRangeView = (range: Range): Static<typeof RangeView> => ({
  ...{ sex: range.sex, fromDays: range.from_days, untilDays: range.until_days },
  validFrom: range.valid_from,
  ...(range.low !== null && { low: range.low }),
  ...(range.high !== null && { high: range.high }),
  ...(range.critical_low !== null && { criticalLow: range.critical_low }),
  ...(range.critical_high !== null && { criticalHigh: range.critical_high }),
  isChecked: range.checked_by !== null,
})

function addOne(app: App, { db }: DiagnosticsContext): void {
  app.get(
    '/v1/diagnostics/tests/:code',
    {
      config: { access: access.public },
      schema: {
        summary: 'Get a test with its ranges, or a panel with its tests',
        description: 'A range that nobody has checked flags no result. `fault` says why a shipped range was left out.',
        params: testParams,
        response: {
          200: object({
            code: TestCode,
            name: Type.String(),
            test: Type.Optional(TestView),
            tests: Type.Optional(Type.Array(TestCode)),
            ranges: Type.Array(RangeView),
            statedRange: Type.Optional(Type.String({ description: 'As the shipped list words it.' })),
            fault: Type.Optional(Type.String()),
          }),
        },
      },
    },
    async ({ params: { code } }) => {
      const [test] = await listTests(db, [code])
      const [panel] = test ? [] : await listPanels(db, [code])
      if (panel) return { code, name: panel.name, tests: panel.tests, ranges: [] }
      if (!test) throw new Problem(notFound)
      return {
        ...{ code, name: test.name, test: toTestView(test) },
        ranges: (await listRanges(db, [code])).map(toRangeView),
        ...(test.stated_range !== null && { statedRange: test.stated_range }),
        ...(test.fault !== null && { fault: test.fault }),
      }
    },
  )
}

function addChange(app: App, { db }: DiagnosticsContext): void {
  app.put(
    '/v1/diagnostics/tests/:code',
    {
      config: { access: may('catalogue.manage').at('anywhere') },
      schema: {
        summary: 'Add or change a test of the catalogue',
        description: 'Kind and unit never change: old results would mean something else. A repeat changes nothing.',
        params: testParams,
        body: NewTest,
        response: { 200: TestView },
      },
    },
    async (request) => {
      const origin = originOfActor(request)
      return toTestView(await transaction(db, (tx) => changeTest(tx, request.params.code, request.body, origin)))
    },
  )
}

function addRange(app: App, context: DiagnosticsContext): void {
  app.post(
    '/v1/diagnostics/tests/:code/ranges',
    {
      config: { access: may('catalogue.manage').at('anywhere') },
      schema: {
        summary: 'State a range of a test',
        description:
          'Who states a range has checked it, and vouches for it. It holds from `validFrom` on and never changes; a ' +
          'newer one takes its place. Results keep the range that held when they were entered. Takes an ' +
          'Idempotency-Key.',
        params: testParams,
        body: NewRange,
        response: { 201: RangeView },
      },
    },
    async (request, reply) => {
      const origin = originOfActor(request)
      const { code } = request.params
      return once(context, request, reply, 201, async (tx) =>
        toRangeView(await stateRange(tx, code, request.body, origin)),
      )
    },
  )
}
