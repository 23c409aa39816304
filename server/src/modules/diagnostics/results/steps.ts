// Enters, authorises and corrects results: each version holds the range that was valid when it was entered.
import { dayInIndia } from '../../../platform/clock.ts'
import { requireVersion } from '../../../platform/http/tagged.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, type PersonActs, publish } from '../../../platform/work/outbox.ts'
import { findRange, type Person } from '../catalogue/ranges.ts'
import { listRanges, listTests } from '../catalogue/store.ts'
import {
  type OrderId,
  orderState,
  resultChangedMeanwhile,
  resultCorrected,
  resultFinal,
  resultState,
  specimenMissing,
  twoPersonsNeeded,
  valueImpossible,
} from '../contract.ts'
import { raiseCritical, replaceCriticals } from '../criticals/steps.ts'
import { tellDoctor } from '../inbox/steps.ts'
import { type Locked, lockWhole, moveLines, toOrderFacts } from '../orders/facts.ts'
import { decideLine } from '../orders/states.ts'
import { changeLines } from '../orders/store.ts'
import { addReport } from '../reports/steps.ts'
import { finishSpecimen, requireOpenGate } from '../specimens/steps.ts'
import type { DiagnosticsTables, OrderLine, Result, Test } from '../tables.ts'
import { NO_LIMITS, readValue, toFlag } from './flags.ts'
import { requireLine } from './lines.ts'
import { decideResult, type ResultEvent } from './states.ts'
import { changeDraft, findNewest, insertResult } from './store.ts'

type Tables = DiagnosticsTables
type ByPerson = EventOrigin & PersonActs

export interface Stated {
  readonly value: string
  readonly note?: string | undefined
  /** Only for tests whose results are no numbers: a person says so. */
  readonly isAbnormal?: boolean | undefined
}

interface Act {
  readonly orderId: OrderId
  readonly line: number
  readonly origin: ByPerson
}

function decide(newest: Result | undefined, event: ResultEvent): void {
  const status = newest?.status ?? 'NONE'
  const decided = decideResult(status, event)
  if ('instead' in decided) throw new Problem(resultState, { members: { status, instead: decided.instead } })
}

/** The value of a line with the range and the flag of this person. Throws when no result can be this value. */
async function measure(tx: Tx<Tables>, line: OrderLine, stated: Stated, person: Person) {
  const [test] = (await listTests(tx, [line.test])) as [Test]
  const read = readValue({ ...test, kind: line.kind, unit: line.unit }, stated.value)
  if ('expected' in read) throw new Problem(valueImpossible, { members: { expected: read.expected } })
  if (read.number !== null && stated.isAbnormal !== undefined) {
    throw invalidField('/isAbnormal', 'belongs to a test whose results are no numbers: Sehat compares numbers itself')
  }
  const ranges = read.number === null ? [] : await listRanges(tx, [line.test])
  const range = findRange(ranges, person, dayInIndia(tx.clock.now()))
  const { low, high, critical_low, critical_high } = range ?? NO_LIMITS
  const limits = { low, high, critical_low, critical_high }
  const flag = read.number === null ? (stated.isAbnormal ? 'abnormal' : 'none') : toFlag(read.number, limits)
  return { value: read.value, number: read.number, unit: line.unit, ...limits, flag, note: stated.note ?? null }
}

interface Entering extends Act {
  readonly stated: Stated
  readonly person: Person
  readonly ifMatch: string | undefined
}

/** Enters a draft, or changes it. A draft that is not built on the newest one is refused. */
export async function enterResult(tx: Tx<Tables>, entering: Entering): Promise<Result> {
  const { orderId, line: number, origin, stated, person, ifMatch } = entering
  const locked = await lockWhole(tx, orderId)
  const line = requireLine(locked, number)
  const newest = await findNewest(tx, orderId, number)
  decide(newest, 'enter')
  await requireBegun(tx, locked, line)
  const measured = await measure(tx, line, stated, person)
  const entered = { entered_by: origin.actorId as Result['entered_by'], entered_at: tx.clock.now() }
  if (newest?.status === 'PRELIMINARY') {
    if (newest.value === measured.value && newest.note === measured.note && newest.flag === measured.flag) return newest
    requireVersion({ version: newest.revision }, ifMatch ?? '"v0"', resultChangedMeanwhile)
    const changed = { ...newest, ...measured, ...entered, revision: newest.revision + 1 }
    await changeDraft(tx, changed)
    return changed
  }
  requireVersion({ version: 0 }, ifMatch === undefined ? '"v0"' : ifMatch, resultChangedMeanwhile)
  const draft = toVersion(line, { ...measured, ...entered, version: (newest?.version ?? 0) + 1, status: 'PRELIMINARY' })
  await insertResult(tx, draft)
  if (line.status === 'PLACED') await moveLines(tx, locked, [line], 'perform', { draft_version: draft.version })
  else await changeLines(tx, [line], { draft_version: draft.version })
  return draft
}

/** Imaging begins with its first words; everything else when the laboratory has the specimen. */
async function requireBegun(tx: Tx<Tables>, { order }: Locked, line: OrderLine): Promise<void> {
  if (line.status === 'IN_PROGRESS') return
  const decided = decideLine(line.status, 'complete')
  const instead = 'instead' in decided ? decided.instead : []
  if (line.status === 'CANCELLED') {
    throw new Problem(orderState, { members: { line: line.line, status: line.status, instead } })
  }
  if (line.kind !== 'imaging') throw new Problem(specimenMissing, { members: { line: line.line } })
  await requireOpenGate(tx, order)
}

type Version = Omit<Result, 'cell' | 'order_id' | 'line' | 'revision' | 'authorised_by' | 'authorised_at' | 'reason'> &
  Partial<Result>

const toVersion = (line: OrderLine, version: Version): Result => ({
  ...{ cell: line.cell, order_id: line.order_id, line: line.line, revision: 1 },
  ...{ authorised_by: null, authorised_at: null, reason: null, ...version },
})

interface Authorising extends Act {
  readonly ifMatch: string | undefined
}

/** Makes a draft final. Nobody changes it any more; what is wrong is corrected by the next version. */
export async function authoriseResult(tx: Tx<Tables>, { orderId, line: number, origin, ifMatch }: Authorising) {
  const locked = await lockWhole(tx, orderId)
  const line = requireLine(locked, number)
  const draft = await findNewest(tx, orderId, number)
  decide(draft, 'authorise')
  const before = draft as Result
  requireVersion({ version: before.revision }, ifMatch, resultChangedMeanwhile)
  if (line.two_persons && before.entered_by === origin.actorId) throw new Problem(twoPersonsNeeded)
  const final: Result = {
    ...{ ...before, status: 'FINAL', authorised_at: tx.clock.now() },
    authorised_by: origin.actorId as Result['authorised_by'],
  }
  await changeDraft(tx, final)
  const numbers = { draft_version: null, result_version: final.version }
  const after = await moveLines(tx, locked, [line], 'complete', numbers)
  if (line.specimen_id !== null) await finishSpecimen(tx, line.specimen_id, after.lines)
  await publish(tx, origin, resultFinal, toResultFacts(after, final))
  await follow(tx, after, final, origin)
  return final
}

interface Correcting extends Act {
  readonly stated: Stated
  readonly person: Person
  readonly reason: string
}

/** Replaces a final result by the next version. The one before stays readable. */
export async function correctResult(tx: Tx<Tables>, correcting: Correcting): Promise<Result> {
  const { orderId, line: number, origin, stated, person, reason } = correcting
  const locked = await lockWhole(tx, orderId)
  const line = requireLine(locked, number)
  const newest = await findNewest(tx, orderId, number)
  decide(newest, 'correct')
  const before = newest as Result
  if (line.two_persons && before.entered_by === origin.actorId) throw new Problem(twoPersonsNeeded)
  const by = origin.actorId as Result['entered_by']
  const now = tx.clock.now()
  const corrected = toVersion(line, {
    ...(await measure(tx, line, stated, person)),
    ...{ version: before.version + 1, status: 'CORRECTED', reason },
    ...{ entered_by: by, entered_at: now, authorised_by: by, authorised_at: now },
  })
  await insertResult(tx, corrected)
  const [changed] = await changeLines(tx, [line], { result_version: corrected.version })
  const lines = locked.lines.map((one) => (one.line === number ? (changed as OrderLine) : one))
  const after = { ...locked, lines }
  await publish(tx, origin, resultCorrected, toResultFacts(after, corrected))
  await replaceCriticals(tx, before)
  await follow(tx, after, corrected, origin)
  return corrected
}

const toResultFacts = ({ order, lines }: Locked, { line, version, flag }: Result) => ({
  ...{ ...toOrderFacts(order), line, version, isAbnormal: flag !== 'none' },
  doctorFirst: lines.find((one) => one.line === line)?.doctor_first ?? false,
})

/** What every final version brings: perhaps an alarm, a place in the inbox of the doctor, and a report. */
async function follow(tx: Tx<Tables>, locked: Locked, result: Result, origin: ByPerson): Promise<void> {
  await raiseCritical(tx, locked.order, result, origin)
  await tellDoctor(tx, locked)
  await addReport(tx, locked)
}
