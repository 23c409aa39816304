// Reads which substances a name of the list names, with their amounts. It gives only what is certain: a wrong substance
// would warn of the wrong allergy, or of none.

export interface Substance {
  readonly substance: string
  readonly amount?: string
}

/** Words of a name that say how the medicine is made or given, and not what is in it. */
const FORM_WORDS = new Set(
  `tablet tablets capsule capsules capulses injection infusion syrup suspension solution drops drop cream ointment gel
  lotion spray powder granules sachet inhaler respules rotacaps rotacap pessary pessaries suppository suppositories
  shampoo soap emulsion elixir mouthwash paste jelly vial concentrate lozenges patch patches strips strip dusting
  ip bp usp eye ear nasal oral topical vaginal rectal sublingual buccal intravenous iv ophthalmic otic dental dry
  prolonged release prolonged-release extended extended-release sustained sustained-release delayed delayed-release
  modified modified-release controlled controlled-release gastro-resistant gastroresistant gastro resistant enteric
  coated enteric-coated film film-coated dispersible chewable effervescent mouth dissolving orally disintegrating
  soft hard gelatin softgel paediatric pediatric junior forte lyophilised lyophilized sterile for use
  nail lacquer toothpaste i.p tab tabelts tabs orodispersible transdermal opthalmic injections gargle facewash
  mouthpaint respules gels
  sr er xr cr mr dt md ds bulk nebuliser nebulizer metered dose aqueous water soluble inhalation inhalers`.split(/\s+/),
)

/** Words that no name of a substance has: a part with one of them says something else, or more. */
const OTHER_WORDS = new Set(
  `or of in as per im ir iu janaushadhi jan combi kit combikit combipack polypack multivitamin multivitamins
  multiminerals antioxidant flavour flavoured chocolate vanilla protein bar expectorant special jar pen respirator
  retentive system long acting pre-filled prefilled syringe disposable skin antiseptic liquid alkalyser mixed fruit
  enzyme formula free sugar painless prophylactic microbes care salt salts form type fort complex micronised natural
  foaming ulcer moisturising monoclonal actuation who nfi urja base extract oil spores spore herbal healthy skincare
  wash pack
  inection hydrchloride relase sustained-relase extended-relase gastro-resistance complex- pudina ragi inhalent`.split(
    /\s+/,
  ),
)

/** Salts: the allergy and the duplicate are of the substance. */
const SALTS = new Set(
  `hydrochloride hcl dihydrochloride hydrobromide trihydrate dihydrate monohydrate hemihydrate anhydrous sodium disodium
  maleate mesylate mesilate besylate besilate succinate tartrate bitartrate phosphate sulphate sulfate acetate
  citrate fumarate nitrate lactate malate tosylate dipropionate valerate propionate furoate axetil proxetil medoxomil
  potassium calcium magnesium`.split(/\s+/),
)

/** What remains of a name without its salt must say more than a metal. */
const METALS = new Set(
  'sodium potassium calcium magnesium zinc ferrous ferric iron aluminium lithium silver copper bismuth'.split(' '),
)

/** Names of the list for substances that the world writes in another way. */
const SPELLINGS: Readonly<Record<string, string>> = {
  amoxycillin: 'amoxicillin',
  cephalexin: 'cefalexin',
  frusemide: 'furosemide',
  lignocaine: 'lidocaine',
  cyclosporin: 'ciclosporin',
  cyclosporine: 'ciclosporin',
  'potassium clavulanate': 'clavulanic acid',
  clavulanate: 'clavulanic acid',
  acyclovir: 'aciclovir',
  cetrizine: 'cetirizine',
  levocetrizine: 'levocetirizine',
  mesalazine: 'mesalamine',
  sulphacetamide: 'sulfacetamide',
  thyroxine: 'levothyroxine',
  'acetyl salicylic acid': 'aspirin',
}

const UNIT = '(?:mg|mcg|µg|g|gm|kg|ml|iu|i\\.u\\.?|units?|u|au|meq|mmol|billion|million|spu|% ?w/w|% ?w/v|% ?v/v|%)'
const NUMBER = '\\d+(?:[.,]\\d+)*'
const PER = `(?:\\s?(?:/|per)\\s?(?:${NUMBER}\\s?)?${UNIT})?`
const AMOUNT = new RegExp(`\\(?\\b(${NUMBER}\\s?${UNIT}${PER})(?![a-z0-9])\\)?`, 'gi')
const NAME = /^[a-z][a-z'’-]+( [a-z][a-z'’-]*){0,3}$/
const LETTERS_MIN = 4

/** The substances of a name; undefined when one of them is not certain. */
export function readComposition(name: string): Substance[] | undefined {
  const text = name.replace(/\s+/g, ' ').trim()
  const parts = splitParts(text)
  const found = parts.map((part) => readPart(part, parts.length > 1))
  if (!found.every((one) => one !== undefined)) return undefined
  const isTwice = new Set(found.map(({ substance }) => substance)).size < found.length
  return isTwice ? undefined : found
}

/** The parts of a combination. A comma inside a number, and "and" inside a form, do not divide. */
const splitParts = (text: string): string[] =>
  text
    .split(/\s*,\s+(?:and\s+)?|\s+and\s+|\s*\+\s*|\s+with\s+|\s*&\s*/i)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** One substance with its form and amount. In a combination each part must name its amount. */
function readPart(part: string, isOfSeveral: boolean): Substance | undefined {
  const amounts = [...part.matchAll(AMOUNT)].map(([, amount]) => tidyAmount(amount as string))
  if (amounts.length > 1 || (isOfSeveral && amounts.length !== 1)) return undefined
  const bare = part.replace(AMOUNT, ' ').replace(/\((?:as|equivalent|eq) [^)]*\)/gi, ' ')
  // A second name in brackets may be another word for the substance, or a part of it.
  if ([...bare.matchAll(/\(([^)]*)\)?/g)].some(([, inside]) => wordsOf(inside as string).length > 0)) return undefined
  const words = wordsOf(bare)
  if (words.some((word) => OTHER_WORDS.has(word))) return undefined
  const substance = toSubstance(words.join(' '))
  const [amount] = amounts
  return substance === undefined ? undefined : { substance, ...(amount !== undefined && { amount }) }
}

/** The words that do not say how it is made or given. */
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s()]+/)
    .map((word) => word.replace(/[.,-]+$/, ''))
    .filter((word) => word !== '' && !FORM_WORDS.has(word))

/** The name without its salt, in the usual spelling; undefined when the words are no name of one substance. */
export function toSubstance(name: string): string | undefined {
  if (!NAME.test(name) || name.length < LETTERS_MIN) return undefined
  const known = SPELLINGS[name]
  if (known) return known
  const words = name.split(' ')
  while (words.length > 1 && SALTS.has(words.at(-1) as string)) {
    if (words.length === 2 && METALS.has(words[0] as string)) break
    words.pop()
  }
  const bare = words.join(' ')
  return SPELLINGS[bare] ?? bare
}

const tidyAmount = (amount: string): string =>
  amount
    .replace(/\s+/g, ' ')
    .replace(/(\d)([a-z%µ])/i, '$1 $2')
    .toLowerCase()
