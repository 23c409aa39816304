// What others may know of items: codes, kinds, schedules, ingredients.
import {
  defineCall,
  defineEvent,
  nameText,
  object,
  oneOf,
  type Static,
  Type,
  text,
} from '../../../platform/contract.ts'

const Version = Type.Integer({ minimum: 1, description: 'Grows by one with each change: an older event never wins.' })

export const ItemCode = Type.String({
  pattern: '^[A-Z0-9]([A-Z0-9-]{0,28}[A-Z0-9])?$',
  description: 'Code of an item. Items of the Jan Aushadhi list have `JA-` and the number of the list.',
})

export type ItemCode = Static<typeof ItemCode>

export const ITEM_KINDS = ['medicine', 'consumable', 'reagent', 'equipment'] as const

export const ItemKind = oneOf(ITEM_KINDS)

export type ItemKind = Static<typeof ItemKind>

/** The schedule of the Drugs Rules 1945. Rows of the law, not of a name: `unset` until a person has looked. */
export const DRUG_SCHEDULES = ['none', 'G', 'H', 'H1', 'X', 'narcotic', 'unset'] as const

export const DrugSchedule = oneOf(DRUG_SCHEDULES, {
  description: 'Schedule of the Drugs Rules. `unset`: nobody has looked yet; ask for a prescription.',
})

export type DrugSchedule = Static<typeof DrugSchedule>

export const TELE_LISTS = ['O', 'A', 'B', 'never', 'unset'] as const

export const TeleList = oneOf(TELE_LISTS, { description: 'List of the Telemedicine Practice Guidelines of 2020.' })

export type TeleList = Static<typeof TeleList>

export const Ingredient = object({
  substance: nameText(100, { description: 'In lower case, as in the list: for allergies and duplicates.' }),
  amount: Type.Optional(text(40, { description: 'Amount in one unit, as stated: `500 mg`, `1.16 %w/w`.' })),
  isChecked: Type.Boolean({ description: 'A person has checked it. False: read from the name by a program.' }),
})

export type Ingredient = Static<typeof Ingredient>

/** All facts of an item. An item without `ingredients` has none that are certain: ask a person. */
export const ItemFacts = object({
  itemCode: ItemCode,
  kind: ItemKind,
  name: nameText(300, { description: 'Generic name, as in the list. It may hold strength and form.' }),
  form: Type.Optional(text(60)),
  strength: Type.Optional(text(60)),
  unit: text(20, { description: 'The smallest unit that is counted: tablet, ml, vial. Quantities are in it.' }),
  packSize: Type.Integer({ minimum: 1, maximum: 100_000, description: 'Units in a pack.' }),
  schedule: DrugSchedule,
  teleList: TeleList,
  hsn: Type.Optional(Type.String({ pattern: '^[0-9]{4,8}$' })),
  taxCode: Type.String({ pattern: '^[a-z]{1,30}(-[a-z]{1,30}){0,3}$', description: 'As billing knows it.' }),
  isCold: Type.Boolean({ description: 'Kept at 2 to 8 degrees.' }),
  isActive: Type.Boolean(),
  ingredients: Type.Array(Ingredient, { maxItems: 30 }),
  version: Version,
})

export type ItemFacts = Static<typeof ItemFacts>

export const findItems = defineCall('inventory.find-items', {
  input: object({ itemCodes: Type.Array(ItemCode, { maxItems: 200 }) }),
  output: Type.Array(ItemFacts),
  timeoutMs: 2_000,
})

/** An item is new or has changed; the body holds all its facts. Items lie in no district. */
export const itemChanged = defineEvent('inventory.item-changed.v1', null, ItemFacts)
