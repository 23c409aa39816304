// Compares substances: what an allergy names, what a medicine holds, and which medicines are the same. Pure.
import { toSearchText } from '../../../platform/words.ts'
import type { ItemFacts } from '../../inventory/contract.ts'

/** Words that tell no substance: salts, water, and words of many names. */
const COMMON = new Set(
  [
    'acetate acid allergy anhydrous and besylate bromide calcium chloride citrate dihydrate drug drugs extract',
    'fumarate gluconate hcl hydrobromide hydrochloride hydrate injection magnesium maleate medicine medicines mesylate',
    'monohydrate nitrate of oil phosphate potassium salt sodium succinate sulfate sulphate tablet tablets tartrate the',
    'to trihydrate vitamin with zinc',
  ].flatMap((line) => line.split(' ')),
)

/** Groups that people name instead of a substance. From general knowledge, not a complete list. */
const GROUPS: readonly { readonly named: RegExp; readonly members: RegExp }[] = [
  { named: /^penicillin/, members: /cillin$/ },
  { named: /^(cephalosporin|cefalosporin)/, members: /^(cef|ceph)/ },
  { named: /^(sulfa|sulpha|sulfonamide|sulphonamide)$/, members: /^(sulfa|sulpha)/ },
  { named: /^(quinolone|fluoroquinolone)/, members: /floxacin$/ },
  { named: /^macrolide/, members: /(thromycin|^azithromycin)$/ },
  { named: /^(tetracycline)$/, members: /cycline$/ },
  { named: /^statin$/, members: /statin$/ },
  {
    named: /^(nsaid|painkiller)$/,
    members: /^(aspirin|ibuprofen|diclofenac|aceclofenac|naproxen|ketorolac|piroxicam|meloxicam|mefenamic|etoricoxib)/,
  },
]

const wordsOf = (text: string): string[] => toSearchText(text).split(' ').filter(Boolean)
const singular = (word: string): string => (word.length > 4 ? word.replace(/s$/, '') : word)

/** The words of a name that tell a substance. When there is none, such as in "zinc sulfate", all of them. */
function tellingWords(text: string): string[] {
  const words = wordsOf(text).filter((word) => !/^\d/.test(word))
  const telling = words.filter((word) => !COMMON.has(word) && word.length > 2)
  return (telling.length > 0 ? telling : [words.join(' ')]).map(singular)
}

/** Whether somebody with this allergy must be warned of the substance. */
export function isAllergyTo(allergy: string, substance: string): boolean {
  const named = tellingWords(allergy)
  const held = tellingWords(substance)
  if (named.some((word) => held.includes(word))) return true
  return GROUPS.some(
    ({ named: group, members }) => named.some((word) => group.test(word)) && held.some((word) => members.test(word)),
  )
}

/** Whether two names mean one substance, also as different salts. */
export function isSameSubstance(one: string, other: string): boolean {
  const key = (text: string): string => tellingWords(text).sort().join(' ')
  return key(one) === key(other)
}

type Composed = Pick<ItemFacts, 'name' | 'ingredients'>

/** What a medicine holds. When nobody has split its name, the name is split as names of combinations are written. */
export function substancesOf({ name, ingredients }: Composed): string[] {
  if (ingredients.length > 0) return ingredients.map(({ substance }) => substance)
  return splitName(name)
}

export const splitName = (name: string): string[] =>
  name
    .split(/\s*(?:\+|&|,|\/(?!\d)|\band\b)\s*/i)
    .map((part) => part.replace(/\s*\b\d[\d.]*\s*(?:mg|mcg|g|ml|iu|%).*$/i, '').trim())
    .filter((part) => part !== '')

/**
 * Items with the same text are the same medicine: the same substances, with the same amounts, in the same form.
 * Undefined when this is not certain; then a person must decide, and nothing is a substitute.
 */
export function compositionOf(item: Pick<ItemFacts, 'ingredients' | 'form' | 'unit'>): string | undefined {
  const { ingredients, form, unit } = item
  if (ingredients.length === 0 || form === undefined) return undefined
  if (ingredients.some(({ amount }) => amount === undefined)) return undefined
  const parts = ingredients.map(
    ({ substance, amount }) => `${toSearchText(substance)} ${plainAmount(amount as string)}`,
  )
  return [toSearchText(form), toSearchText(unit), ...parts.sort()].join('|')
}

const plainAmount = (amount: string): string => amount.toLowerCase().replaceAll(/\s+/g, '')
