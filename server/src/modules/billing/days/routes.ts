// The routes of the day of a facility: the report of its money and tax, also as a table.
import { Amount, Day, object, type Static, Type } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import type { App } from '../../../platform/module.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { readNames } from '../naming.ts'
import { Method } from '../payments/contract.ts'
import type { BillingContext } from '../tables.ts'
import { listTaxes, listTurnover, sumDay } from './store.ts'

const Sum = Type.Integer({ description: 'Money in paise; below 0 when more was given back.' })
const Count = Type.Integer({ minimum: 0 })

const DayView = object({
  facilityId: FacilityId,
  day: Day,
  ...{ invoices: Count, invoicedPaise: Amount, duePaise: Amount, creditNotes: Count, creditedPaise: Amount },
  unconfirmed: { ...Count, description: 'Payments whose number was typed, and the bank has not said it.' },
  byMethod: Type.Array(object({ method: Method, inPaise: Amount, outPaise: Amount })),
  byCashier: Type.Array(
    object({
      by: Type.Optional(Type.String({ description: 'The account; left out for what the bank itself said.' })),
      name: Type.Optional(Type.String({ description: 'Who that is.' })),
      ...{ method: Method, count: Count, inPaise: Amount, outPaise: Amount },
    }),
  ),
  byRate: Type.Array(
    object({
      hsnSac: Type.Optional(Type.String()),
      ...{ taxBasisPoints: Type.Integer(), taxablePaise: Sum, taxPaise: Sum, totalPaise: Sum },
    }),
    { description: 'Invoices less credit notes of the day.' },
  ),
})
type DayView = Static<typeof DayView>

const params = object({ facilityId: FacilityId, day: Day })
const URL = '/v1/billing/days/:facilityId/:day'

export const dayRoutes = (context: BillingContext) => (app: App) => {
  app.get(
    URL,
    {
      config: { access: may('day.read').at('place') },
      schema: { summary: 'Read the money of a day', params, response: { 200: DayView } },
    },
    async (request) => {
      const { facilityId, day } = request.params
      request.permit({ facilityId, cell: cellOf(facilityId) })
      return readDay(context, facilityId, day)
    },
  )
  app.get(
    `${URL}/table`,
    {
      config: { access: may('day.read').at('place') },
      schema: {
        summary: 'Read the money of a day as a table',
        description: 'The same as CSV, with money in rupees.',
        params,
        produces: ['text/csv'],
        response: { 200: Type.String({ description: 'CSV: part, what, count, in, out, taxable, tax, total.' }) },
      },
    },
    async (request, reply) => {
      const { facilityId, day } = request.params
      request.permit({ facilityId, cell: cellOf(facilityId) })
      reply.type('text/csv; charset=utf-8')
      return toTable(await readDay(context, facilityId, day))
    },
  )
}

async function readDay(context: BillingContext, facilityId: FacilityId, day: string): Promise<DayView> {
  const { db } = context
  const sums = await sumDay(db, facilityId, day)
  const turnover = await listTurnover(db, facilityId, day)
  const taxes = await listTaxes(db, facilityId, day)
  const names = await readNames(
    context,
    turnover.map(({ by }) => by),
  )
  const methods = Map.groupBy(turnover, ({ method }) => method)
  return {
    ...{ facilityId, day, invoices: sums.invoices, invoicedPaise: sums.invoiced_paise, duePaise: sums.due_paise },
    ...{ creditNotes: sums.credit_notes, creditedPaise: sums.credited_paise, unconfirmed: sums.unconfirmed },
    byMethod: [...methods].map(([method, those]) => ({
      method,
      inPaise: those.reduce((sum, { in_paise }) => sum + in_paise, 0),
      outPaise: those.reduce((sum, { out_paise }) => sum + out_paise, 0),
    })),
    byCashier: turnover.map(({ by, method, count, in_paise, out_paise }) => ({
      ...(by !== null && { by }),
      ...(names.has(by ?? '') && { name: names.get(by ?? '') as string }),
      ...{ method, count, inPaise: in_paise, outPaise: out_paise },
    })),
    byRate: taxes.map(({ hsn_sac, basis_points, taxable_paise, tax_paise, total_paise }) => ({
      ...(hsn_sac !== null && { hsnSac: hsn_sac }),
      ...{ taxBasisPoints: basis_points, taxablePaise: taxable_paise, taxPaise: tax_paise, totalPaise: total_paise },
    })),
  }
}

const rupees = (paise: number): string => (paise / 100).toFixed(2)

/** Holds no text that somebody wrote, so nothing needs quotes. */
function toTable({ byMethod, byCashier, byRate }: DayView): string {
  const money = [
    ...byMethod.map((one) => ['method', one.method, '', rupees(one.inPaise), rupees(one.outPaise), '', '', '']),
    ...byCashier.map(({ by = 'bank', method, count, inPaise, outPaise }) => [
      ...['person', `${by} ${method}`, String(count), rupees(inPaise), rupees(outPaise), '', '', ''],
    ]),
    ...byRate.map(({ hsnSac = '', taxBasisPoints, taxablePaise, taxPaise, totalPaise }) => [
      ...['rate', `${hsnSac} ${taxBasisPoints / 100} %`.trim(), '', '', ''],
      ...[rupees(taxablePaise), rupees(taxPaise), rupees(totalPaise)],
    ]),
  ]
  const head = ['part', 'what', 'count', 'in', 'out', 'taxable', 'tax', 'total']
  return [head, ...money].map((row) => `${row.join(',')}\r\n`).join('')
}
