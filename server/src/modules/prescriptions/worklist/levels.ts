// Asks a store what it has free now, for as many items as there are.
import { type ItemCode, type StoreId, showLevels } from '../../inventory/contract.ts'
import type { PrescriptionsContext } from '../tables.ts'

export type Levels = ReadonlyMap<ItemCode, { readonly free: number; readonly mrpPaise?: number }>

const CODES_MAX = 200

export async function readLevels(
  { call }: PrescriptionsContext,
  storeId: StoreId,
  codes: readonly ItemCode[],
): Promise<Levels> {
  const wanted = [...new Set(codes)]
  const parts = Array.from({ length: Math.ceil(wanted.length / CODES_MAX) }, (_, nth) =>
    wanted.slice(nth * CODES_MAX, (nth + 1) * CODES_MAX),
  )
  const answers = await Promise.all(parts.map((itemCodes) => call(showLevels, { storeIds: [storeId], itemCodes })))
  return new Map(answers.flatMap(({ levels }) => levels.map((level) => [level.itemCode, level] as const)))
}
