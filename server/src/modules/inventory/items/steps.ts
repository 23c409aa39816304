// Enters and changes items by hand: what the list does not say, such as the schedule, and items that it does not have.
import { nameText, object, type Static, Type, text } from '../../../platform/contract.ts'
import { requireVersion } from '../../../platform/http/tagged.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { tidyText, toSearchText } from '../../../platform/words.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { itemChangedMeanwhile, itemExists } from '../problems.ts'
import { hasCheckDigit } from '../scanning/gs1.ts'
import type { InventoryTables, Item } from '../tables.ts'
import { type Ingredient, type ItemCode, ItemFacts, itemChanged } from './contract.ts'
import { toItemFacts, type WholeItem } from './rules.ts'
import { findByGtin, insertItem, lockItem, replaceIngredients, updateItem } from './store.ts'

const { itemCode, name, unit, packSize, schedule, teleList, hsn, taxCode, isCold, isActive } = ItemFacts.properties
const Gtin = Type.String({
  pattern: '^[0-9]{14}$',
  description: 'Number in the barcode of a pack, with its check digit.',
})
const Ingredients = Type.Array(
  object({
    substance: nameText(100, { description: 'In lower case: amoxicillin.' }),
    amount: Type.Optional(text(40, { description: 'In one unit: 500 mg.' })),
  }),
  { maxItems: 30, description: 'Somebody has checked them. They take the place of those read from the name.' },
)
const stated = {
  ...{ name, unit, packSize, schedule, teleList, hsn, taxCode, isCold },
  ...{ form: ItemFacts.properties.form, strength: ItemFacts.properties.strength },
  ...{ gtin: Type.Optional(Gtin), ingredients: Type.Optional(Ingredients) },
}
export const NewItem = object({ itemCode, kind: ItemFacts.properties.kind, ...stated })
export type NewItem = Static<typeof NewItem>
export const ItemChange = Type.Partial(object({ ...stated, isActive }), {
  minProperties: 1,
  additionalProperties: false,
})
export type ItemChange = Static<typeof ItemChange>

export const ItemView = object({ ...ItemFacts.properties, gtin: Type.Optional(Gtin) })
export const toItemView = (item: WholeItem): Static<typeof ItemView> => ({
  ...toItemFacts(item),
  ...(item.gtin !== null && { gtin: item.gtin }),
})

export async function makeItem(tx: Tx<InventoryTables>, body: NewItem, origin: EventOrigin): Promise<WholeItem> {
  if (/^JA-/.test(body.itemCode)) throw invalidField('/itemCode', 'begins like those of the list; choose another')
  const empty: WholeItem = {
    ...{ code: body.itemCode, kind: body.kind, name: '', search_text: '', form: null, strength: null, unit: body.unit },
    ...{ pack_size: 1, schedule: body.schedule, tele_list: body.teleList, hsn: null, tax_code: body.taxCode },
    ...{ is_cold: body.isCold, gtin: null, pack_mrp_paise: null, source: 'own', source_group: null },
    ...{ is_active: true, version: 1, changed_at: tx.clock.now(), ingredients: [] },
  }
  const item = apply(empty, body)
  await requireGtin(tx, item)
  const { ingredients, ...row } = item
  if (!(await insertItem(tx, row))) throw new Problem(itemExists, { members: { itemCode: item.code } })
  await replaceIngredients(tx, item.code, ingredients)
  await publish(tx, origin, itemChanged, toItemFacts(item))
  return item
}

export async function changeItem(
  tx: Tx<InventoryTables>,
  code: ItemCode,
  change: ItemChange,
  { ifMatch, origin }: { readonly ifMatch: string | undefined; readonly origin: EventOrigin },
): Promise<WholeItem> {
  const before = await lockItem(tx, code)
  if (!before) throw new Problem(notFound)
  requireVersion(before, ifMatch, itemChangedMeanwhile)
  const after = apply(before, change)
  if (JSON.stringify(after) === JSON.stringify(before)) return before
  await requireGtin(tx, after)
  const changed = { ...after, version: before.version + 1, changed_at: tx.clock.now() }
  const { ingredients, ...row } = changed
  await updateItem(tx, row)
  if (change.ingredients) await replaceIngredients(tx, code, ingredients)
  await publish(tx, origin, itemChanged, toItemFacts(changed))
  return changed
}

/** The item with what somebody states of it. */
function apply(item: WholeItem, change: ItemChange): WholeItem {
  const named = change.name === undefined ? item.name : tidyText(change.name).normalize('NFC')
  return {
    ...item,
    name: named,
    search_text: toSearchText(`${named} ${item.code}`),
    form: change.form ?? item.form,
    strength: change.strength ?? item.strength,
    unit: change.unit ?? item.unit,
    pack_size: change.packSize ?? item.pack_size,
    schedule: change.schedule ?? item.schedule,
    tele_list: change.teleList ?? item.tele_list,
    hsn: change.hsn ?? item.hsn,
    tax_code: change.taxCode ?? item.tax_code,
    is_cold: change.isCold ?? item.is_cold,
    gtin: change.gtin ?? item.gtin,
    is_active: change.isActive ?? item.is_active,
    ingredients: change.ingredients ? toIngredients(change.ingredients) : item.ingredients,
  }
}

function toIngredients(given: Static<typeof Ingredients>): Ingredient[] {
  const ingredients = given.map(({ substance, amount }) => ({
    ...{ substance: tidyText(substance).normalize('NFC').toLowerCase(), isChecked: true },
    ...(amount !== undefined && { amount: tidyText(amount) }),
  }))
  const isTwice = new Set(ingredients.map(({ substance }) => substance)).size < ingredients.length
  if (isTwice) throw invalidField('/ingredients', 'has a substance twice')
  return ingredients
}

async function requireGtin(tx: Tx<InventoryTables>, { code, gtin }: Item): Promise<void> {
  if (gtin === null) return
  if (!hasCheckDigit(gtin)) throw invalidField('/gtin', 'has a wrong check digit')
  const other = await findByGtin(tx, gtin)
  if (other && other.code !== code) throw new Problem(itemExists, { members: { itemCode: other.code } })
}
