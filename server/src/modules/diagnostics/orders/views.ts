// What an answer shows of an order: its lines, each with its specimen and with the results that the reader may see.
import { Instant, object, type Static, Type } from '../../../platform/contract.ts'
import { referenceOf } from '../../../platform/id.ts'
import { DoctorId } from '../../doctors/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { VisitId } from '../../visits/contract.ts'
import { listTests } from '../catalogue/store.ts'
import {
  Flag,
  LineStatus,
  OrderId,
  OrderStatus,
  Priority,
  RejectReason,
  ResultStatus,
  SpecimenId,
  SpecimenKind,
  SpecimenStatus,
  TestCode,
  TestKind,
} from '../contract.ts'
import { listResults } from '../results/store.ts'
import { hiddenUntil, isShown } from '../results/visible.ts'
import { listSpecimens } from '../specimens/store.ts'
import type { DiagnosticsContext, Order, OrderLine, Result, Specimen } from '../tables.ts'
import type { Viewer } from './access.ts'
import { ShownPatient, showPatients } from './people.ts'
import { listLines } from './store.ts'

export const ResultView = object({
  version: Type.Integer({ minimum: 1 }),
  value: Type.String(),
  unit: Type.Optional(Type.String()),
  low: Type.Optional({ ...Type.Number(), description: 'The range that held when it was entered.' }),
  high: Type.Optional(Type.Number()),
  flag: Flag,
  status: ResultStatus,
  note: Type.Optional(Type.String()),
  enteredAt: Instant,
  authorisedAt: Type.Optional(Instant),
  reason: Type.Optional({ ...Type.String(), description: 'Why it was corrected, or is void.' }),
  revision: Type.Optional(Type.Integer({ description: 'Of a draft: the next change names it in `If-Match`.' })),
})
export type ResultView = Static<typeof ResultView>

export const SpecimenView = object({
  specimenId: SpecimenId,
  kind: SpecimenKind,
  container: Type.String(),
  status: SpecimenStatus,
  accession: Type.Optional(Type.String({ description: 'The number on the label.' })),
  collectedAt: Type.Optional(Instant),
  receivedAt: Type.Optional(Instant),
  rejectedAt: Type.Optional(Instant),
  rejectReason: Type.Optional(RejectReason),
  rejectNote: Type.Optional(Type.String()),
  lines: Type.Array(Type.Integer()),
})

export const LineView = object({
  line: Type.Integer({ minimum: 1 }),
  item: { ...TestCode, description: 'What was ordered: the test, or the panel that holds it.' },
  test: TestCode,
  name: Type.String(),
  kind: TestKind,
  status: LineStatus,
  specimenKind: Type.Optional(SpecimenKind),
  container: Type.Optional(Type.String()),
  unit: Type.Optional(Type.String()),
  choices: Type.Optional(Type.Array(Type.String(), { description: 'For the laboratory: what a result can be.' })),
  twoPersons: Type.Boolean({ description: 'Whoever enters the result does not authorise it.' }),
  specimen: Type.Optional(SpecimenView),
  rejections: Type.Array(SpecimenView, { description: 'Specimens that the laboratory could not use, and why.' }),
  dueAt: Instant,
  result: Type.Optional(ResultView),
  earlier: Type.Array(ResultView, { description: 'Versions that the result replaces, the newest first.' }),
  hiddenUntil: Type.Optional({
    ...Instant,
    description: 'The result is there. The family reads it from this instant on: a doctor should explain it first.',
  }),
  cancelReason: Type.Optional(Type.String()),
  movedTo: Type.Optional({ ...OrderId, description: 'The order of another laboratory that does the test.' }),
})

export const OrderView = object({
  orderId: OrderId,
  reference: Type.String({ description: 'For people to read and say aloud.' }),
  status: OrderStatus,
  priority: Priority,
  patientId: PatientId,
  doctorId: Type.Optional(DoctorId),
  facilityId: { ...FacilityId, description: 'Where it was ordered.' },
  labFacilityId: FacilityId,
  visitId: Type.Optional(VisitId),
  reason: Type.Optional(Type.String()),
  placedAt: Instant,
  isSettled: Type.Boolean({ description: 'Nothing is due for it any more.' }),
  lines: Type.Array(LineView),
  patient: Type.Optional(ShownPatient),
})
export type OrderView = Static<typeof OrderView>

export const toReference = (orderId: string): string => referenceOf('LB', orderId)

export function toResultView(result: Result): ResultView {
  return {
    ...{ version: result.version, value: result.value, flag: result.flag, status: result.status },
    ...(result.unit !== null && { unit: result.unit }),
    ...(result.low !== null && { low: result.low }),
    ...(result.high !== null && { high: result.high }),
    ...(result.note !== null && { note: result.note }),
    enteredAt: result.entered_at.toISOString(),
    ...(result.authorised_at !== null && { authorisedAt: result.authorised_at.toISOString() }),
    ...(result.reason !== null && { reason: result.reason }),
    ...(result.status === 'PRELIMINARY' && { revision: result.revision }),
  }
}

export const toSpecimenView = (specimen: Specimen): Static<typeof SpecimenView> => ({
  ...{ specimenId: specimen.id, kind: specimen.kind, container: specimen.container },
  status: specimen.status,
  ...(specimen.accession !== null && { accession: specimen.accession }),
  ...(specimen.collected_at !== null && { collectedAt: specimen.collected_at.toISOString() }),
  ...(specimen.received_at !== null && { receivedAt: specimen.received_at.toISOString() }),
  ...(specimen.rejected_at !== null && { rejectedAt: specimen.rejected_at.toISOString() }),
  ...(specimen.reject_reason !== null && { rejectReason: specimen.reject_reason }),
  ...(specimen.reject_note !== null && { rejectNote: specimen.reject_note }),
  lines: specimen.lines,
})

interface Parts {
  readonly specimens: readonly Specimen[]
  readonly results: readonly Result[]
  readonly viewer: Viewer
  readonly now: Date
  /** What results can be, by test: for the laboratory. */
  readonly choices?: ReadonlyMap<string, string[]>
}

function toLineView(
  line: OrderLine,
  { specimens, results, viewer, now, choices: all }: Parts,
): Static<typeof LineView> {
  const own = specimens.filter((one) => one.order_id === line.order_id && one.lines.includes(line.line))
  const specimen = own.find(({ id }) => id === line.specimen_id)
  const versions = results.filter((one) => one.order_id === line.order_id && one.line === line.line)
  const [newest, ...earlier] = versions.filter((one) => isShown(one, { line, versions, viewer, now }))
  const until = viewer.isFamily ? hiddenUntil(line, versions) : undefined
  const choices = all?.get(line.test)
  return {
    ...{ line: line.line, item: line.item_code, test: line.test, name: line.name, kind: line.kind },
    status: line.status,
    ...(line.specimen !== null && { specimenKind: line.specimen }),
    ...(line.container !== null && { container: line.container }),
    ...(line.unit !== null && { unit: line.unit }),
    ...(choices !== undefined && { choices }),
    twoPersons: line.two_persons,
    ...(specimen && { specimen: toSpecimenView(specimen) }),
    rejections: own.filter(({ status }) => status === 'REJECTED').map(toSpecimenView),
    dueAt: line.due_at.toISOString(),
    ...(newest && { result: toResultView(newest) }),
    earlier: earlier.map(toResultView),
    ...(until !== undefined && until > now && { hiddenUntil: until.toISOString() }),
    ...(line.cancel_reason !== null && { cancelReason: line.cancel_reason }),
    ...(line.moved_to !== null && { movedTo: line.moved_to }),
  }
}

export function toOrderView(order: Order, lines: readonly OrderLine[], parts: Parts): OrderView {
  return {
    ...{ orderId: order.id, reference: toReference(order.id), status: order.status },
    ...{ priority: order.priority, patientId: order.patient_id },
    ...(order.doctor_id !== null && { doctorId: order.doctor_id }),
    ...{ facilityId: order.facility_id, labFacilityId: order.lab_facility_id },
    ...(order.visit_id !== null && { visitId: order.visit_id }),
    ...(order.reason !== null && { reason: order.reason }),
    ...{ placedAt: order.placed_at.toISOString(), isSettled: order.settled_at !== null },
    lines: lines.filter(({ order_id }) => order_id === order.id).map((line) => toLineView(line, parts)),
  }
}

async function readChoices({ db }: DiagnosticsContext, lines: readonly OrderLine[]): Promise<Map<string, string[]>> {
  const codes = lines.flatMap(({ kind, test }) => (kind === 'choice' ? test : []))
  if (codes.length === 0) return new Map()
  return new Map((await listTests(db, [...new Set(codes)])).map(({ code, choices }) => [code, choices]))
}

/** The orders as a reader may see them; for staff with the names of the patients. */
export async function showOrders(
  context: DiagnosticsContext,
  orders: readonly Order[],
  viewer: Viewer,
): Promise<OrderView[]> {
  const ids = orders.map(({ id }) => id)
  const lines = await listLines(context.db, ids)
  const specimens = await listSpecimens(context.db, ids)
  const results = await listResults(context.db, ids)
  const choices = await readChoices(context, viewer.isLab ? lines : [])
  const parts = { specimens, results, viewer, now: context.clock.now(), choices }
  const show = viewer.isFamily
    ? () => ({})
    : await showPatients(
        context,
        orders.map(({ patient_id }) => patient_id),
      )
  return orders.map((order) => ({ ...toOrderView(order, lines, parts), ...show(order.patient_id) }))
}

export async function showOrder(context: DiagnosticsContext, order: Order, viewer: Viewer): Promise<OrderView> {
  const [view] = await showOrders(context, [order], viewer)
  return view as OrderView
}
