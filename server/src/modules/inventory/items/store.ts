// The SQL of items and of what is in them.
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import { toSearchText } from '../../../platform/words.ts'
import type { InventoryTables, Item } from '../tables.ts'
import type { Ingredient, ItemCode, ItemKind } from './contract.ts'
import { LIST_SOURCE, type ReadRow } from './list-row.ts'
import type { WholeItem } from './rules.ts'

type Tables = InventoryTables

/** The items with these codes, with their ingredients. */
export async function findItems(db: Db<Tables> | Tx<Tables>, codes: readonly string[]): Promise<WholeItem[]> {
  if (codes.length === 0) return []
  const items = await db
    .selectFrom('inventory.items')
    .selectAll()
    .where('code', 'in', [...codes])
    .execute()
  return addIngredients(db, items)
}

async function addIngredients(db: Db<Tables> | Tx<Tables>, items: readonly Item[]): Promise<WholeItem[]> {
  if (items.length === 0) return []
  const rows = await db
    .selectFrom('inventory.ingredients')
    .selectAll()
    .where(
      'item_code',
      'in',
      items.map(({ code }) => code),
    )
    .orderBy('place')
    .execute()
  const byItem = Map.groupBy(rows, ({ item_code }) => item_code)
  const toIngredients = (code: string): Ingredient[] =>
    (byItem.get(code) ?? []).map(({ substance, amount, is_checked }) => ({
      ...{ substance, isChecked: is_checked },
      ...(amount !== null && { amount }),
    }))
  return items.map((item) => ({ ...item, ingredients: toIngredients(item.code) }))
}

export async function lockItem(tx: Tx<Tables>, code: ItemCode): Promise<WholeItem | undefined> {
  const item = await tx
    .selectFrom('inventory.items')
    .selectAll()
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirst()
  return item && (await addIngredients(tx, [item]))[0]
}

/** Inserts an item; false when the code or the barcode is taken. */
export async function insertItem(tx: Tx<Tables>, item: Item): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('inventory.items')
    .values(item)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function updateItem(tx: Tx<Tables>, { code, ...facts }: Item): Promise<void> {
  await tx.updateTable('inventory.items').set(facts).where('code', '=', code).execute()
}

/** Whether another item has this barcode. */
export async function findByGtin(db: Db<Tables> | Tx<Tables>, gtin: string): Promise<Item | undefined> {
  return db.selectFrom('inventory.items').selectAll().where('gtin', '=', gtin).executeTakeFirst()
}

export async function replaceIngredients(
  tx: Tx<Tables>,
  code: string,
  ingredients: readonly Ingredient[],
): Promise<void> {
  await tx.deleteFrom('inventory.ingredients').where('item_code', '=', code).execute()
  if (ingredients.length === 0) return
  const rows = ingredients.map(({ substance, amount, isChecked }, place) => ({
    ...{ item_code: code, substance, place, amount: amount ?? null, is_checked: isChecked },
  }))
  await tx.insertInto('inventory.ingredients').values(rows).execute()
}

/**
 * Writes rows of the list. It changes only what the list says, and the substances only when nobody has checked them.
 * Gives the codes of what is new or different.
 */
export async function saveListItems(tx: Tx<Tables>, rows: readonly ReadRow[]): Promise<string[]> {
  const items = rows.map(({ item }) => ({
    ...item,
    ...(item.kind === 'medicine'
      ? { schedule: 'unset', tax_code: 'medicine' }
      : { schedule: 'none', tax_code: 'goods' }),
  }))
  const changed = await sql<{ code: string }>`
    insert into inventory.items as known (code, kind, name, search_text, unit, pack_size, schedule, tele_list, tax_code,
      is_cold, pack_mrp_paise, source, source_group, is_active, version, changed_at)
    select code, kind, name, search_text, unit, pack_size, schedule, 'unset', tax_code, false, pack_mrp_paise,
      ${LIST_SOURCE}, source_group, true, 1, ${tx.clock.now()}
    from json_to_recordset(${JSON.stringify(items)}::json) r (code text, kind text, name text, search_text text,
      unit text, pack_size int, schedule text, tax_code text, pack_mrp_paise bigint, source_group text)
    order by code
    on conflict (code) do update set kind = excluded.kind, name = excluded.name, search_text = excluded.search_text,
      unit = excluded.unit, pack_size = excluded.pack_size, pack_mrp_paise = excluded.pack_mrp_paise,
      source_group = excluded.source_group, version = known.version + 1, changed_at = excluded.changed_at
    where (known.kind, known.name, known.unit, known.pack_size, known.pack_mrp_paise, known.source_group)
      is distinct from (excluded.kind, excluded.name, excluded.unit, excluded.pack_size, excluded.pack_mrp_paise,
        excluded.source_group)
    returning code`.execute(tx)
  const codes = changed.rows.map(({ code }) => code)
  await saveSubstances(
    tx,
    rows.filter(({ item }) => codes.includes(item.code)),
  )
  return codes
}

async function saveSubstances(tx: Tx<Tables>, rows: readonly ReadRow[]): Promise<void> {
  const codes = rows.map(({ item }) => item.code)
  if (codes.length === 0) return
  await sql`delete from inventory.ingredients i where item_code = any(${codes}::text[]) and not exists (
      select from inventory.ingredients c where c.item_code = i.item_code and c.is_checked)`.execute(tx)
  const substances = rows.flatMap(({ item, substances: all }) =>
    all.map((one, place) => ({ item_code: item.code, amount: null, ...one, place })),
  )
  await sql`insert into inventory.ingredients (item_code, substance, place, amount, is_checked)
    select item_code, substance, place, amount, false
    from json_to_recordset(${JSON.stringify(substances)}::json)
      r (item_code text, substance text, place int, amount text)
    where not exists (select from inventory.ingredients c where c.item_code = r.item_code and c.is_checked)
    on conflict do nothing`.execute(tx)
}

export interface ItemSearch {
  readonly asked: string
  readonly kind: ItemKind | undefined
  readonly limit: number
}

/** Items with a word that begins so, for each asked word. Names that begin with the first word come first. */
export async function searchItems(db: Db<Tables>, { asked, kind, limit }: ItemSearch): Promise<WholeItem[]> {
  const words = toSearchText(asked)
    .split(' ')
    .filter((word) => word !== '')
  // Search form holds only letters, digits and spaces, so `like` needs no escapes.
  let query = db.selectFrom('inventory.items').selectAll().where('is_active', '=', true)
  if (kind !== undefined) query = query.where('kind', '=', kind)
  for (const word of words) {
    query = query.where((where) =>
      where.or([where('search_text', 'like', `${word}%`), where('search_text', 'like', `% ${word}%`)]),
    )
  }
  const [first = ''] = words
  const found = await query
    .orderBy((order) => order('search_text', 'like', `${first}%`), 'desc')
    // A plain medicine has a shorter name than its combinations.
    .orderBy(sql`length(search_text)`)
    .orderBy('name')
    .limit(limit)
    .execute()
  return addIngredients(db, found)
}

/** Medicines of the list with a price, in the order of their codes, as many as asked. */
export async function listPriced(db: Db<Tables>, limit: number): Promise<Item[]> {
  return db
    .selectFrom('inventory.items')
    .selectAll()
    .where('kind', '=', 'medicine')
    .where('pack_mrp_paise', 'is not', null)
    .orderBy('code')
    .limit(limit)
    .execute()
}

/** The names of items, by their codes. */
export async function listNames(
  db: Db<Tables> | Tx<Tables>,
  codes: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly unit: string }>> {
  if (codes.length === 0) return new Map()
  const rows = await db
    .selectFrom('inventory.items')
    .select(['code', 'name', 'unit'])
    .where('code', 'in', [...new Set(codes)])
    .execute()
  return new Map(rows.map(({ code, name, unit }) => [code, { name, unit }]))
}
