// The route of the report of an order: each version is a page to print.
import { object, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { Printed, printQuery, sendPrint } from '../../../platform/print/page.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import { orderParams, permitReading } from '../orders/access.ts'
import { listLines } from '../orders/store.ts'
import { listResults } from '../results/store.ts'
import { hiddenUntil } from '../results/visible.ts'
import type { DiagnosticsContext } from '../tables.ts'
import { toReportPrint } from './page.ts'
import { readNames } from './releasing.ts'
import { listReports } from './store.ts'

export const reportRoutes = (context: DiagnosticsContext) => (app: App) => {
  app.get(
    '/v1/diagnostics/orders/:orderId/report',
    {
      config: { access: may('order.read').at('record') },
      schema: {
        summary: 'Get the report of an order, to print',
        description:
          'There is one when all results are final. A correction makes the next version, whose head says so; without ' +
          '`version` you get the newest. What a doctor explains first the family sees later.',
        params: orderParams,
        querystring: object({
          version: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
          ...printQuery,
        }),
        response: { 200: Printed },
      },
    },
    async (request, reply) => {
      const { order, viewer } = await permitReading(context, request)
      request.shows(order.patient_id)
      const { version, language, form } = request.query
      const reports = await listReports(context.db, order.id)
      const report = version === undefined ? reports[0] : reports.find((one) => one.version === version)
      if (!report) throw new Problem(notFound)
      const lines = await listLines(context.db, [order.id])
      const results = await listResults(context.db, [order.id])
      const now = context.clock.now()
      const hidden = lines.flatMap((line) => {
        const versions = results.filter((one) => one.line === line.line)
        const until = viewer.isFamily ? hiddenUntil(line, versions) : undefined
        return until !== undefined && until > now ? [[line.line, until] as const] : []
      })
      const snapshot = report.snapshot ?? (await readNames(context, order))
      const parts = { order, lines, results, report, snapshot, language, hidden: new Map(hidden) }
      return sendPrint(context, reply, toReportPrint(parts), form)
    },
  )
}
