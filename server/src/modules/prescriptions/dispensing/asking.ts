// Judges what a pharmacist asks for: the lines of a prescription, substitutes, and what is sold over the counter.
import { invalidField, Problem } from '../../../platform/problem.ts'
import { toSearchText } from '../../../platform/words.ts'
import type { ItemCode } from '../../inventory/contract.ts'
import { controlledDrug, notByTele, type Warning } from '../contract.ts'
import { isSameSubstance, splitName, substancesOf } from '../medicines/rules.ts'
import { findMedicines } from '../medicines/steps.ts'
import { findAllergies, refuseLine } from '../signing/rules.ts'
import type { Line, Medicine, Prescription, PrescriptionsContext } from '../tables.ts'
import { prescriptionNeeded, substituteNotSame, substitutionNotAllowed } from './contract.ts'

export interface AskedOf {
  readonly lineKey?: number
  readonly itemCode?: ItemCode
  readonly quantity: number
  readonly substitutedReason?: string
}

/** A line with the item that is given for it. */
export interface Chosen {
  readonly line: number
  readonly lineKey: number | undefined
  readonly medicine: Medicine
  readonly quantity: number
  readonly substitutedReason: string | undefined
}

async function requireMedicines(context: PrescriptionsContext, codes: readonly (ItemCode | undefined)[]) {
  const medicines = await findMedicines(
    context,
    codes.flatMap((code) => code ?? []),
  )
  return (code: ItemCode, at: string): Medicine => {
    const medicine = medicines.get(code)
    if (!medicine || (medicine.kind !== 'medicine' && medicine.kind !== 'consumable')) {
      throw invalidField(`${at}/itemCode`, 'is nothing that a pharmacy gives')
    }
    if (medicine.schedule === 'narcotic') throw new Problem(controlledDrug, { members: { itemCode: code } })
    return medicine
  }
}

/** What is given for the lines of a prescription. */
export async function chooseForLines(
  context: PrescriptionsContext,
  { mode }: Prescription,
  { asked, lines }: { asked: readonly AskedOf[]; lines: readonly Line[] },
): Promise<Chosen[]> {
  const known = new Map(lines.map((line) => [line.line_key, line]))
  const codes = [...asked.map(({ itemCode }) => itemCode), ...lines.map(({ item_code }) => item_code ?? undefined)]
  const require = await requireMedicines(context, codes)
  return asked.map((one, line) => chooseForLine(one, line, { known, require, isTele: mode === 'tele' }))
}

interface Choosing {
  readonly known: ReadonlyMap<number, Line>
  readonly require: (code: ItemCode, at: string) => Medicine
  readonly isTele: boolean
}

function chooseForLine(asked: AskedOf, line: number, { known, require, isTele }: Choosing): Chosen {
  const { lineKey, itemCode, quantity, substitutedReason } = asked
  const at = `/lines/${line}`
  const own = lineKey === undefined ? undefined : known.get(lineKey)
  if (!own || lineKey === undefined) throw invalidField(`${at}/lineKey`, 'is no line of this prescription')
  const code = itemCode ?? own.item_code
  if (code === null) throw invalidField(`${at}/itemCode`, 'is missing: the doctor named no item')
  const medicine = require(code, at)
  refuseByTele(medicine, lineKey, isTele)
  if (code === own.item_code && substitutedReason !== undefined) {
    throw invalidField(`${at}/substitutedReason`, 'belongs to another item')
  }
  if (code !== own.item_code) {
    const prescribed = own.item_code === null ? undefined : require(own.item_code, at)
    requireSubstitute(own, { prescribed, medicine, substitutedReason, at })
  }
  return { line, lineKey, medicine, quantity, substitutedReason }
}

/** A doctor who names a medicine in words by video does not get around the lists. */
function refuseByTele({ schedule, tele_list: teleList }: Medicine, lineKey: number, isTele: boolean): void {
  const refusal = refuseLine({ schedule, teleList }, { isTele, isFollowUp: true })
  if (refusal?.kind === 'tele') throw new Problem(notByTele, { members: { lineKey, why: refusal.why } })
}

interface Substitute {
  readonly prescribed: Medicine | undefined
  readonly medicine: Medicine
  readonly substitutedReason: string | undefined
  readonly at: string
}

/** Another item must be the same medicine, the doctor must allow it, and the pharmacist says why. */
function requireSubstitute(line: Line, { prescribed, medicine, substitutedReason, at }: Substitute): void {
  const { line_key: lineKey } = line
  if (prescribed && line.substitution === 'ask') throw new Problem(substitutionNotAllowed, { members: { lineKey } })
  const isSame = prescribed
    ? prescribed.composition !== null && prescribed.composition === medicine.composition
    : isNamed(line, medicine)
  if (!isSame) throw new Problem(substituteNotSame, { members: { lineKey, itemCode: medicine.item_code } })
  if (substitutedReason === undefined) throw invalidField(`${at}/substitutedReason`, 'is missing: say why this item')
}

/** Whether an item is what a doctor named in words: the same substances, and each amount stands in the words. */
export function isNamed(line: Pick<Line, 'generic_name' | 'strength' | 'form'>, medicine: Medicine): boolean {
  const { ingredients, form } = medicine
  const named = splitName(line.generic_name)
  const held = substancesOf({ name: medicine.name, ingredients: [...ingredients] })
  const isSame = named.length === held.length && named.every((one) => held.some((other) => isSameSubstance(one, other)))
  const written = `${line.generic_name} ${line.strength}`.toLowerCase().replaceAll(/\s+/g, '')
  const amounts = ingredients.map(({ amount }) => amount?.toLowerCase().replaceAll(/\s+/g, ''))
  const isStrong = amounts.length > 0 && amounts.every((amount) => amount !== undefined && written.includes(amount))
  const isForm = line.form === '' || form === null || toSearchText(line.form) === toSearchText(form)
  return isSame && isStrong && isForm
}

/** What is sold without a prescription: only what no schedule, or Schedule G, allows. */
export async function chooseOverTheCounter(
  context: PrescriptionsContext,
  asked: readonly AskedOf[],
): Promise<Chosen[]> {
  const require = await requireMedicines(
    context,
    asked.map(({ itemCode }) => itemCode),
  )
  return asked.map(({ lineKey, itemCode, quantity, substitutedReason }, line) => {
    const at = `/lines/${line}`
    if (lineKey !== undefined) throw invalidField(`${at}/lineKey`, 'belongs to a prescription')
    if (substitutedReason !== undefined) throw invalidField(`${at}/substitutedReason`, 'belongs to a prescription')
    if (itemCode === undefined) throw invalidField(`${at}/itemCode`, 'is missing')
    const medicine = require(itemCode, at)
    const isFree = medicine.schedule === 'none' || medicine.schedule === 'G' || medicine.kind === 'consumable'
    if (!isFree) throw new Problem(prescriptionNeeded, { members: { itemCode, schedule: medicine.schedule } })
    return { line, lineKey: undefined, medicine, quantity, substitutedReason: undefined }
  })
}

/** The allergies that the chosen items touch. Over the counter a line is named by its place, from 1. */
export const warnOf = (chosen: readonly Chosen[], allergies: readonly string[]): Warning[] =>
  chosen.flatMap(({ line, lineKey, medicine }) =>
    findAllergies(
      lineKey ?? line + 1,
      substancesOf({ name: medicine.name, ingredients: [...medicine.ingredients] }),
      allergies,
    ),
  )
