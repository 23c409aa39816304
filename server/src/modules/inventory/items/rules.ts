// How an item is shown to others.

import type { Item } from '../tables.ts'
import type { Ingredient, ItemFacts } from './contract.ts'

export interface WholeItem extends Item {
  readonly ingredients: readonly Ingredient[]
}

export function toItemFacts(item: WholeItem): ItemFacts {
  const { code, kind, name, form, strength, hsn, ingredients } = item
  return {
    ...{ itemCode: code, kind, name, unit: item.unit, packSize: item.pack_size },
    ...(form !== null && { form }),
    ...(strength !== null && { strength }),
    ...(hsn !== null && { hsn }),
    ...{ schedule: item.schedule, teleList: item.tele_list, taxCode: item.tax_code, isCold: item.is_cold },
    ...{ isActive: item.is_active, ingredients: [...ingredients], version: item.version },
  }
}
