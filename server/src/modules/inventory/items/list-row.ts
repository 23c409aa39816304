// Reads a row of the Jan Aushadhi list: the item with its smallest unit, and the substances that are certain.
import { BAD_RECORDS, type BadRecord, type TableRecord } from '../../../platform/files/read-table.ts'
import { tidyText, toSearchText } from '../../../platform/words.ts'
import { readComposition, type Substance } from './composition.ts'
import type { ItemKind } from './contract.ts'

export const LIST_COLUMNS = ['drug_code', 'generic_name', 'unit_size', 'mrp_inr', 'group'] as const
export const LIST_SOURCE = 'jan-aushadhi'

/** What the list says of an item. It says nothing of its schedule, its tax number and its keeping. */
export interface ListItem {
  readonly code: string
  readonly kind: ItemKind
  readonly name: string
  readonly search_text: string
  readonly unit: string
  readonly pack_size: number
  readonly pack_mrp_paise: number | null
  readonly source_group: string
}

export interface ReadRow {
  readonly item: ListItem
  readonly substances: readonly Substance[]
  /** What somebody should look at, although the row is taken. */
  readonly remarks: readonly string[]
}

const NAME_LETTERS_MAX = 300
const SURGICAL = /^surgical/i
const CODE_FORM = /^[0-9]{1,8}$/
const PRICE_FORM = /^\d{1,7}(\.\d{1,2})?$/
const COUNTED = /^(\d{1,4})'?s\b/i

/** What the pieces of a pack are called, by a word of the name. */
const PIECES: readonly (readonly [RegExp, string])[] = [
  [/\btab/i, 'tablet'],
  [/\bcap/i, 'capsule'],
  [/\bsachet/i, 'sachet'],
  [/\bsuppositor/i, 'suppository'],
  [/\b(loz|strip)/i, 'piece'],
]
/** What is handed over as a whole, by a word of the pack. */
const WHOLES: readonly (readonly [RegExp, string])[] = [
  [/\bvial/i, 'vial'],
  [/\bamp/i, 'ampoule'],
  [/\bpair/i, 'pair'],
  [/\b(tube|gm?)\b|\d ?gm?\b/i, 'tube'],
  [/\bml\b|\d ?ml\b|\bbottle/i, 'bottle'],
]

/** Reads a row; gives why it is refused when it has no code or no name. */
export function readListRow(record: TableRecord | BadRecord): ReadRow | string {
  if ('reason' in record) return BAD_RECORDS[record.reason]
  const { drug_code = '', generic_name = '', unit_size = '', mrp_inr = '', group = '' } = record.fields
  const number = drug_code.trim()
  if (!CODE_FORM.test(number)) return 'drug_code must be a number of at most eight digits'
  const name = tidyText(generic_name)
  if (!/\p{L}/u.test(name) || name.length > NAME_LETTERS_MAX) return 'generic_name must have 1 to 300 letters'
  const kind: ItemKind = SURGICAL.test(group.trim()) ? 'consumable' : 'medicine'
  const price = toPrice(mrp_inr.trim())
  const substances = kind === 'medicine' ? readComposition(name) : []
  const code = `JA-${number}`
  return {
    item: {
      ...{ code, kind, name, search_text: toSearchText(`${name} ${code}`) },
      ...{ ...toPack(tidyText(unit_size), name), pack_mrp_paise: price, source_group: tidyText(group) },
    },
    substances: substances ?? [],
    remarks: [
      ...(price === null ? ['the price is missing or 0'] : []),
      ...(substances === undefined ? ['the substances are not certain: enter them by hand'] : []),
    ],
  }
}

/** Paise of a pack; null when the list has no price. */
function toPrice(text: string): number | null {
  if (!PRICE_FORM.test(text)) return null
  const paise = Math.round(Number(text) * 100)
  return paise === 0 ? null : paise
}

/** The smallest unit, and how many a pack has. What is not counted in pieces is handed over as a whole. */
export function toPack(size: string, name: string): Pick<ListItem, 'unit' | 'pack_size'> {
  const [, count] = COUNTED.exec(size) ?? []
  if (count !== undefined && Number(count) > 0) {
    const [, unit = 'piece'] = PIECES.find(([pattern]) => pattern.test(name)) ?? []
    return { unit, pack_size: Number(count) }
  }
  const [, unit = 'pack'] = WHOLES.find(([pattern]) => pattern.test(size)) ?? []
  return { unit, pack_size: 1 }
}
