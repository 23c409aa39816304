// Judges the lines that a doctor wrote: names the medicines, counts quantities, refuses, and finds warnings.
import { invalidField, Problem } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import type { ItemCode } from '../../inventory/contract.ts'
import { controlledDrug, type NewRxLine, notByTele, type RxLine, unknownMedicine, type Warning } from '../contract.ts'
import { isSameSubstance, splitName, substancesOf } from '../medicines/rules.ts'
import { findMedicines } from '../medicines/steps.ts'
import { listRestricted } from '../medicines/store.ts'
import type { Medicine, PrescriptionsContext } from '../tables.ts'
import { findWarnings, type Judged, perDayOf, quantityOf, refuseLine } from './rules.ts'
import type { Situation } from './situation.ts'
import { isWayMissing } from './ways.ts'

interface Judgement {
  readonly judged: readonly Judged[]
  readonly warnings: Warning[]
}

/** A line with the number that it has in this prescription. */
export type Numbered = NewRxLine & { readonly lineKey: number }

/** Throws a problem for a line that nobody may sign. */
export async function judgeLines(
  context: PrescriptionsContext,
  lines: readonly Numbered[],
  situation: Situation,
): Promise<Judgement> {
  const codes = lines.flatMap(({ itemCode }) => (itemCode === undefined ? [] : [itemCode as ItemCode]))
  const medicines = await findMedicines(context, codes)
  const isNamed = lines.some(({ itemCode }) => itemCode === undefined)
  const restricted = isNamed ? await listRestricted(context.db) : []
  const judged = lines.map((line, index) => judgeLine(line, index, { medicines, restricted }))
  for (const one of judged) refuse(one, situation)
  return { judged, warnings: findWarnings(judged, situation, situation.isTele) }
}

function refuse(one: Judged, situation: Situation): void {
  const refusal = refuseLine(one, situation)
  if (!refusal) return
  const { lineKey } = one.line
  if (refusal.kind === 'narcotic') throw new Problem(controlledDrug, { members: { lineKey } })
  throw new Problem(notByTele, { members: { lineKey, why: refusal.why } })
}

interface Catalogue {
  readonly medicines: ReadonlyMap<ItemCode, Medicine>
  /** What nobody gets around by writing words. */
  readonly restricted: readonly Medicine[]
}

function judgeLine(line: Numbered, index: number, { medicines, restricted }: Catalogue): Judged {
  const at = `/lines/${index}`
  if (perDayOf(line.times) === 0) throw invalidField(`${at}/times`, 'names no portion')
  if (line.itemCode === undefined) return judgeNamed(line, at, restricted)
  for (const name of ['genericName', 'form', 'strength'] as const) {
    if (line[name] !== undefined) throw invalidField(`${at}/${name}`, 'comes from the item: leave it out')
  }
  const medicine = medicines.get(line.itemCode as ItemCode)
  if (!medicine?.is_active || medicine.kind !== 'medicine') {
    throw new Problem(unknownMedicine, { members: { lineKey: line.lineKey } })
  }
  const { name, form, strength, unit, pack_size: packSize, tele_list: teleList, schedule, ingredients } = medicine
  const named = { genericName: name, form: form ?? '', strength: strength ?? '', unit }
  return {
    line: finish(line, named, { unit, packSize }, at),
    ...{ substances: substancesOf({ name, ingredients: [...ingredients] }), pack: { unit, packSize } },
    ...{ teleList, schedule },
  }
}

/** A medicine that the catalogue does not have: by its name, and a person decides about all else. */
function judgeNamed(line: Numbered, at: string, restricted: readonly Medicine[]): Judged {
  if (line.genericName === undefined) throw invalidField(`${at}/genericName`, 'is missing: give it, or itemCode')
  const genericName = tidyText(line.genericName)
  const named = { genericName, form: tidyText(line.form ?? ''), strength: tidyText(line.strength ?? ''), unit: '' }
  const pack = { unit: '', packSize: 1 }
  const substances = splitName(genericName)
  return {
    ...{ line: finish(line, named, pack, at), substances, pack },
    ...restrictionOf(substances, restricted),
  }
}

/** The strictest that the catalogue says of these substances; of all others nobody knows anything. */
function restrictionOf(substances: readonly string[], restricted: readonly Medicine[]) {
  const same = restricted.filter(({ name, ingredients }) =>
    substancesOf({ name, ingredients: [...ingredients] }).some((held) =>
      substances.some((named) => isSameSubstance(named, held)),
    ),
  )
  const schedules = same.map(({ schedule }) => schedule)
  const schedule = (['narcotic', 'X'] as const).find((one) => schedules.includes(one)) ?? ('unset' as const)
  const isNever = same.some(({ tele_list: list }) => list === 'never')
  return { schedule, teleList: isNever ? ('never' as const) : ('unset' as const) }
}

type Named = Pick<RxLine, 'genericName' | 'form' | 'strength' | 'unit'>

function finish(line: Numbered, named: Named, pack: Judged['pack'], at: string): RxLine {
  const { lineKey, itemCode, dose, route, times, days, instructions, substitution } = line
  const quantity = line.quantity ?? quantityOf(times, days, pack)
  if (quantity === undefined) throw invalidField(`${at}/times`, 'needs too much: fewer days, or a quantity')
  const finished: RxLine = {
    ...{ lineKey, ...(itemCode !== undefined && { itemCode }), ...named, quantity, dose: tidyText(dose), route },
    ...{ times, days, ...(instructions !== undefined && { instructions: tidyText(instructions) }), substitution },
  }
  if (isWayMissing(finished)) {
    throw invalidField(`${at}/route`, 'of an injection says where it goes; `other` needs instructions that say it')
  }
  return finished
}
