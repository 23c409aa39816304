// Row types of the tables of inventory: the generated types, with the types that only this module knows.
import type { Selectable } from 'kysely'
import type { DatedLotState } from '../../platform/ledger.ts'
import type { Context } from '../../platform/module.ts'
import type { Refined, WrittenOnce } from '../../platform/postgres/rows.ts'
import type { ChainId, FacilityId } from '../facilities/contract.ts'
import type { ItemCode } from './items/contract.ts'
import type { RecallId } from './recalls/contract.ts'
import type { ReservationId } from './reservations/contract.ts'
import type { Rows } from './rows.ts'
import type { MovementKind } from './stock/contract.ts'
import type { StoreId } from './stores/contract.ts'
import type { TransferId } from './transfers/contract.ts'

interface LotColumns {
  item_code: ItemCode
  mrp_paise: number
  cost_paise: number
}

export type InventoryTables = Refined<
  Rows,
  {
    'inventory.items': { code: ItemCode; pack_mrp_paise: number | null }
    'inventory.ingredients': { item_code: ItemCode }
    'inventory.stores': { id: StoreId; facility_id: FacilityId; chain_id: ChainId | null }
    'inventory.levels': { store_id: StoreId; item_code: ItemCode }
    'inventory.lots': LotColumns & { store_id: StoreId; state: DatedLotState }
    'inventory.movements': { store_id: StoreId; item_code: ItemCode; kind: MovementKind; moved_at: WrittenOnce<Date> }
    'inventory.reservations': { id: ReservationId; store_id: StoreId }
    'inventory.reservation_lines': { reservation_id: ReservationId; item_code: ItemCode; mrp_paise: number }
    'inventory.receipts': { store_id: StoreId }
    'inventory.receipt_lines': LotColumns
    'inventory.transfers': { id: TransferId; from_store_id: StoreId; to_store_id: StoreId }
    'inventory.transfer_lines': { transfer_id: TransferId; item_code: ItemCode }
    'inventory.transfer_lots': LotColumns & { transfer_id: TransferId }
    'inventory.arrivals': { transfer_id: TransferId; from_store_id: StoreId; to_store_id: StoreId }
    'inventory.arrival_lots': LotColumns & { transfer_id: TransferId }
    'inventory.counts': { store_id: StoreId }
    'inventory.count_lines': { item_code: ItemCode }
    'inventory.recalls': { id: RecallId; item_code: ItemCode; chain_id: ChainId | null }
  }
>

export type Item = Selectable<InventoryTables['inventory.items']>
export type Store = Selectable<InventoryTables['inventory.stores']>
export type Level = Selectable<InventoryTables['inventory.levels']>
export type Lot = Selectable<InventoryTables['inventory.lots']>
export type Movement = Selectable<InventoryTables['inventory.movements']>
export type InventoryContext = Context<InventoryTables>
