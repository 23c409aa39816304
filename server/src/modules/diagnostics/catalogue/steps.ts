// Changes a test of the catalogue, and takes a range for which a person vouches.
import { dayInIndia } from '../../../platform/clock.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { tidyText, toSearchText } from '../../../platform/words.ts'
import type { EventOrigin, PersonActs } from '../../../platform/work/outbox.ts'
import { rangeOverlaps } from '../contract.ts'
import type { DiagnosticsTables, Range, Test } from '../tables.ts'
import { findOverlap, isSameRange, refuseDay } from './ranges.ts'
import type { NewRange, NewTest } from './routes.ts'
import { listPanels, listRanges, lockTest, saveRange, saveTest } from './store.ts'

type Tables = DiagnosticsTables
type ByPerson = EventOrigin & PersonActs

export async function changeTest(tx: Tx<Tables>, code: string, stated: NewTest, origin: ByPerson): Promise<Test> {
  const before = await lockTest(tx, code)
  const [panel] = before ? [] : await listPanels(tx, [code])
  if (panel) throw invalidField('path/code', 'is the code of a panel')
  checkParts(stated)
  if (before && before.kind !== stated.kind) throw invalidField('/kind', 'never changes: make another test')
  if (before && before.unit !== (stated.unit ?? null)) throw invalidField('/unit', 'never changes: make another test')
  const test: Test = {
    ...toFacts(code, stated),
    ...{ stated_range: before?.stated_range ?? null, fault: before?.fault ?? null },
    ...{ changed_by: origin.actorId as Test['changed_by'], version: (before?.version ?? 0) + 1 },
  }
  await saveTest(tx, test)
  return test
}

function toFacts(code: string, stated: NewTest) {
  const name = tidyText(stated.name).normalize('NFC')
  return {
    ...{ code, name, search_text: toSearchText(`${name} ${code}`), kind: stated.kind, choices: stated.choices ?? [] },
    ...{ unit: stated.unit ?? null, specimen: stated.specimen ?? null, container: stated.container ?? null },
    ...{ turnaround_minutes: stated.turnaroundMinutes, doctor_first: stated.doctorFirst },
    ...{ highest_possible: stated.highestPossible ?? null, loinc: stated.loinc ?? null },
  }
}

function checkParts({ kind, choices, unit, specimen, container, highestPossible }: NewTest): void {
  if (kind === 'imaging' && specimen !== undefined) throw invalidField('/specimen', 'imaging takes no specimen')
  if (kind !== 'imaging' && specimen === undefined) throw invalidField('/specimen', 'is missing')
  if ((specimen === undefined) !== (container === undefined)) throw invalidField('/container', 'belongs to a specimen')
  if ((kind === 'choice') !== (choices !== undefined)) throw invalidField('/choices', 'belong to a test of choices')
  if (kind !== 'number' && unit !== undefined) throw invalidField('/unit', 'belongs to a test of numbers')
  if (kind !== 'number' && highestPossible !== undefined) {
    throw invalidField('/highestPossible', 'belongs to a test of numbers')
  }
}

/** Takes a range. The same range once more changes nothing. */
export async function stateRange(tx: Tx<Tables>, code: string, stated: NewRange, origin: ByPerson): Promise<Range> {
  const test = await lockTest(tx, code)
  if (!test) throw new Problem(notFound)
  if (test.kind !== 'number') throw invalidField('path/code', 'is no test of numbers')
  const now = tx.clock.now()
  const range: Range = {
    ...{ test: code, sex: stated.sex, from_days: stated.fromDays, until_days: stated.untilDays },
    ...{ valid_from: stated.validFrom, low: stated.low ?? null, high: stated.high ?? null },
    ...{ critical_low: stated.criticalLow ?? null, critical_high: stated.criticalHigh ?? null },
    ...{ checked_by: origin.actorId as Range['checked_by'], checked_at: now },
  }
  checkEnds(stated)
  const known = await listRanges(tx, [code])
  const same = known.find((other) => other.checked_by !== null && isSameRange(range, other))
  if (same) return same
  const refusal = refuseDay(stated.validFrom, dayInIndia(now))
  if (refusal !== undefined) throw invalidField('/validFrom', refusal)
  const other = findOverlap(known, range)
  if (other) {
    const { sex, from_days: fromDays, until_days: untilDays, valid_from: validFrom } = other
    throw new Problem(rangeOverlaps, { members: { other: { sex, fromDays, untilDays, validFrom } } })
  }
  await saveRange(tx, range)
  return range
}

function checkEnds({ fromDays, untilDays, low, high, criticalLow, criticalHigh }: NewRange): void {
  if (fromDays >= untilDays) throw invalidField('/untilDays', 'must be higher than fromDays')
  if (low === undefined && high === undefined && criticalLow === undefined && criticalHigh === undefined) {
    throw invalidField('/low', 'is missing: give at least one end of the range')
  }
  if (low !== undefined && high !== undefined && low >= high) throw invalidField('/high', 'must be higher than low')
  if (criticalLow !== undefined && low !== undefined && criticalLow > low) {
    throw invalidField('/criticalLow', 'must not be higher than low')
  }
  if (criticalHigh !== undefined && high !== undefined && criticalHigh < high) {
    throw invalidField('/criticalHigh', 'must not be lower than high')
  }
  if (criticalLow !== undefined && criticalHigh !== undefined && criticalLow >= criticalHigh) {
    throw invalidField('/criticalHigh', 'must be higher than criticalLow')
  }
}
