// Reads a statement of the bank and finds its payments: what was typed at a counter is confirmed then.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { object, oneOf, Type } from '../../../platform/contract.ts'
import { FileError, openFile } from '../../../platform/files/open-file.ts'
import { readTable } from '../../../platform/files/read-table.ts'
import { cellOf } from '../../../platform/id.ts'
import type { App } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { invalidField } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { PaymentId } from '../payments/contract.ts'
import { findByReference, lockPayment } from '../payments/store.ts'
import type { BillingContext } from '../tables.ts'
import { confirm } from './steps.ts'

const CSV = 'text/csv'
const BODY_BYTES_MAX = 4 * 1024 * 1024
const METHODS = ['upi', 'transfer'] as const

const Row = object({
  line: Type.Integer(),
  utr: Type.Optional(Type.String()),
  outcome: oneOf(['confirmed', 'known', 'other-sum', 'unknown', 'unreadable'], {
    description: '`known` was confirmed before. `unknown`: money came of which no payment says anything.',
  }),
  paymentId: Type.Optional(PaymentId),
})
type Row = Type.Static<typeof Row>

export const statementRoutes = (context: BillingContext) => (app: App) => {
  // A separate scope: only this route takes a table.
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(CSV, { parseAs: 'string', bodyLimit: BODY_BYTES_MAX }, (_request, body, done) => {
      done(null, body)
    })
    addImport(scope as unknown as App, context)
  })
}

function addImport(app: App, context: BillingContext): void {
  app.post(
    '/v1/billing/statements',
    {
      config: { access: may('statement.import').at('place') },
      bodyLimit: BODY_BYTES_MAX,
      schema: {
        summary: 'Import a statement of the bank',
        description:
          'CSV with the columns `utr` and `amount` in rupees. Each row finds the payment with its number; the answer ' +
          'says what became of each. A repeat changes nothing.',
        querystring: object({ facility: FacilityId }),
        consumes: [CSV],
        body: Type.String({ description: 'The table.' }),
        response: { 200: object({ rows: Type.Array(Row) }) },
      },
    },
    async (request) => {
      const { facility } = request.query
      request.permit({ facilityId: facility, cell: cellOf(facility) })
      return { rows: await read(request.body, (utr, paise) => match(context, facility, { utr, paise })) }
    },
  )
}

type Match = (utr: string, paise: number) => Promise<Pick<Row, 'outcome' | 'paymentId'>>

/** Reads the table with the one reader of Sehat, which takes files. */
async function read(text: string, match: Match): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sehat-statement-'))
  try {
    const file = path.join(folder, 'statement.csv')
    await writeFile(file, text, { mode: 0o600 })
    const rows: Row[] = []
    for await (const records of readTable(await openFile(file), { needed: ['utr', 'amount'] })) {
      for (const { line, fields } of records) {
        const utr = fields?.utr?.trim().toUpperCase() ?? ''
        const amount = /^(\d{1,9})(?:\.(\d{2}))?$/.exec(fields?.amount?.replaceAll(',', '').trim() ?? '')
        if (!amount || !/^[A-Z0-9-]{4,40}$/.test(utr)) rows.push({ line, outcome: 'unreadable' })
        else rows.push({ line, utr, ...(await match(utr, Number(amount[1]) * 100 + Number(amount[2] ?? 0))) })
      }
    }
    return rows
  } catch (error) {
    if (error instanceof FileError) throw invalidField('', error.message)
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function match(
  { db }: BillingContext,
  facilityId: FacilityId,
  { utr, paise }: { readonly utr: string; readonly paise: number },
): Promise<Pick<Row, 'outcome' | 'paymentId'>> {
  for (const method of METHODS) {
    const key = { cell: cellOf(facilityId), facility_id: facilityId, method, reference: utr }
    const found = await findByReference(db, key)
    if (!found) continue
    const paymentId = found.id
    if (found.amount_paise !== paise) return { outcome: 'other-sum', paymentId }
    if (found.is_confirmed) return { outcome: 'known', paymentId }
    await transaction(db, async (tx) => {
      const locked = await lockPayment(tx, paymentId)
      if (locked) await confirm(tx, locked)
    })
    return { outcome: 'confirmed', paymentId }
  }
  return { outcome: 'unknown' }
}
