// The route of the course of a value: the results of one test of a person over time, to draw as a line.
import { Instant, object, type Static, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { Flag, OrderId, TestCode } from '../contract.ts'
import { findPerson } from '../merging.ts'
import { permitPatient } from '../orders/reading-routes.ts'
import { listOfPatients } from '../orders/store.ts'
import { listResults } from '../results/store.ts'
import { isShown } from '../results/visible.ts'
import type { DiagnosticsContext, Order, OrderLine, Result } from '../tables.ts'
import { listLinesOf } from './store.ts'

const Point = object({
  orderId: OrderId,
  at: { ...Instant, description: 'When the result became final.' },
  value: { ...Type.String(), description: 'As the report says it.' },
  number: Type.Number(),
  low: Type.Optional({ ...Type.Number(), description: 'The range that held then.' }),
  high: Type.Optional(Type.Number()),
  flag: Flag,
})
const Course = object({
  test: TestCode,
  name: Type.Optional(Type.String()),
  unit: Type.Optional(Type.String()),
  points: Type.Array(Point, { description: 'The oldest first. Only results in the unit of the newest one.' }),
})

const ORDERS_MAX = 200

export const courseRoutes = (context: DiagnosticsContext) => (app: App) => {
  app.get(
    '/v1/diagnostics/courses',
    {
      config: { access: may('order.read').at('record') },
      schema: {
        summary: 'Get the values of one test over time',
        description:
          'Final results of numbers, of the 200 latest orders that the reader may see, of all records of the person. ' +
          'Values of another test or in another unit are not compared. What a doctor explains first the family sees ' +
          'later.',
        querystring: object({ patient: PatientId, test: TestCode }),
        response: { 200: Course },
      },
    },
    async (request) => {
      const { patient, test } = request.query
      const { ids } = await findPerson(context, patient)
      const found = await listOfPatients(context.db, ids, { limit: ORDERS_MAX })
      const { isFamily, readable } = await permitPatient(context, request, patient, found)
      return readCourse(context, readable, { test, isFamily })
    },
  )
}

async function readCourse(
  { db, clock }: DiagnosticsContext,
  orders: readonly Order[],
  { test, isFamily }: { readonly test: string; readonly isFamily: boolean },
): Promise<Static<typeof Course>> {
  const orderIds = orders.map(({ id }) => id)
  const lines = await listLinesOf(db, orderIds, test)
  const results = await listResults(
    db,
    lines.map(({ order_id }) => order_id),
  )
  const viewer = { isFamily, isLab: false }
  const newestOf = (line: OrderLine): Result | undefined => {
    const versions = results.filter((one) => one.order_id === line.order_id && one.line === line.line)
    return versions.find((one) => isShown(one, { line, versions, viewer, now: clock.now() }))
  }
  const shown = lines
    .flatMap((line) => newestOf(line) ?? [])
    .toSorted((one, other) => timeOf(one).localeCompare(timeOf(other)))
  const newest = shown.at(-1)
  const unit = newest?.unit ?? undefined
  const name = lines[0]?.name
  return {
    ...{ test, ...(name !== undefined && { name }), ...(unit !== undefined && { unit }) },
    points: shown.filter((one) => one.unit === (newest?.unit ?? null)).flatMap(toPoint),
  }
}

const timeOf = ({ authorised_at, entered_at }: Result): string => (authorised_at ?? entered_at).toISOString()

function toPoint(result: Result): Static<typeof Point>[] {
  const { number } = result
  if (number === null) return []
  return [
    {
      ...{ orderId: result.order_id, at: timeOf(result), value: result.value, number, flag: result.flag },
      ...(result.low !== null && { low: result.low }),
      ...(result.high !== null && { high: result.high }),
    },
  ]
}
