// Answers what Sehat asks about the tests of a family: all that is kept. Nothing changes when the account closes.
import { closePersonOf, type ExportSection, exportPersonOf, headingsFrom, toCell } from '../../../platform/personal.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import type { PatientId } from '../../patients/contract.ts'
import { listLines, listOfPatients } from '../orders/store.ts'
import { toReference } from '../orders/views.ts'
import { listResults } from '../results/store.ts'
import { listSpecimens } from '../specimens/store.ts'
import type { DiagnosticsContext, Order, OrderLine, Result, Specimen } from '../tables.ts'

const EXPORTED_MAX = 100_000

const headings = headingsFrom({
  orderId: { en: 'Order', hi: 'जाँच का पर्चा' },
  reference: { en: 'Reference', hi: 'संदर्भ' },
  patientId: { en: 'Record', hi: 'रिकॉर्ड' },
  labFacilityId: { en: 'Laboratory', hi: 'लैब' },
  placedAt: { en: 'Ordered at', hi: 'लिखी गई' },
  reason: { en: 'Reason', hi: 'कारण' },
  line: { en: 'Line', hi: 'पंक्ति' },
  test: { en: 'Test', hi: 'जाँच' },
  status: { en: 'State', hi: 'स्थिति' },
  version: { en: 'Version', hi: 'संस्करण' },
  value: { en: 'Value', hi: 'नतीजा' },
  unit: { en: 'Unit', hi: 'इकाई' },
  low: { en: 'Range from', hi: 'सामान्य सीमा से' },
  high: { en: 'Range to', hi: 'सामान्य सीमा तक' },
  flag: { en: 'Flag', hi: 'निशान' },
  note: { en: 'Note', hi: 'टिप्पणी' },
  authorisedAt: { en: 'Final at', hi: 'पक्का हुआ' },
  accession: { en: 'Sample', hi: 'सैंपल' },
  collectedAt: { en: 'Taken at', hi: 'लिया गया' },
  rejectReason: { en: 'Rejected because', hi: 'क्यों लौटाया गया' },
})

interface Known {
  readonly orders: readonly Order[]
  readonly lines: readonly OrderLine[]
}

const toOrders = ({ orders, lines }: Known): ExportSection => ({
  kind: 'orders',
  title: { en: 'Tests that were ordered', hi: 'लिखी गई जाँचें' },
  fields: headings(
    'orderId',
    'reference',
    'patientId',
    'labFacilityId',
    'placedAt',
    'reason',
    'line',
    'test',
    'status',
  ),
  rows: lines.flatMap((line) => {
    const order = orders.find(({ id }) => id === line.order_id)
    if (!order) return []
    return [
      {
        ...{ orderId: order.id, reference: toReference(order.id), patientId: order.patient_id, reason: order.reason },
        ...{ labFacilityId: order.lab_facility_id, placedAt: order.placed_at.toISOString() },
        ...{ line: line.line, test: line.name, status: line.status },
      },
    ]
  }),
})

const toResults = ({ lines }: Known, results: readonly Result[]): ExportSection => ({
  kind: 'results',
  title: { en: 'Results', hi: 'नतीजे' },
  fields: [
    ...headings('orderId', 'line', 'test', 'version', 'value', 'unit', 'low', 'high', 'flag', 'status', 'note'),
    ...headings('reason', 'authorisedAt'),
  ],
  rows: results.map((one) => ({
    ...{ orderId: one.order_id, line: one.line, version: one.version, value: one.value, unit: one.unit },
    test: lines.find(({ order_id, line }) => order_id === one.order_id && line === one.line)?.name ?? null,
    ...{ low: one.low, high: one.high, flag: one.flag, status: one.status, note: one.note, reason: one.reason },
    authorisedAt: toCell(one.authorised_at),
  })),
})

const toSpecimens = (specimens: readonly Specimen[]): ExportSection => ({
  kind: 'specimens',
  title: { en: 'Samples', hi: 'सैंपल' },
  fields: headings('orderId', 'accession', 'status', 'collectedAt', 'rejectReason', 'note'),
  rows: specimens.map((one) => ({
    ...{ orderId: one.order_id, accession: one.accession, status: one.status, collectedAt: toCell(one.collected_at) },
    ...{ rejectReason: one.reject_reason, note: one.reject_note },
  })),
})

async function exportAll({ db }: DiagnosticsContext, patientIds: readonly PatientId[]): Promise<ExportSection[]> {
  const orders = patientIds.length === 0 ? [] : await listOfPatients(db, patientIds, { limit: EXPORTED_MAX })
  const ids = orders.map(({ id }) => id)
  const known = { orders, lines: await listLines(db, ids) }
  return [toOrders(known), toResults(known, await listResults(db, ids)), toSpecimens(await listSpecimens(db, ids))]
}

export const personalAnswers = (context: DiagnosticsContext): CallAnswer[] => [
  answerTo(exportPersonOf('diagnostics'), async ({ patientIds }) => ({
    sections: await exportAll(context, patientIds),
  })),
  // The medical record stays. It names a record and no person.
  answerTo(closePersonOf('diagnostics'), async () => ({})),
]
