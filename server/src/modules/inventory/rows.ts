// The rows of the schema inventory: written by `npm run schema`, do not edit.

export interface Rows {
  'inventory.arrival_lots': {
    cell: number
    transfer_id: string
    part: number
    item_code: string
    lot: string
    maker: string
    expires_on: string
    mrp_paise: number | string
    cost_paise: number | string
    sent: number
    received: number
    damaged: number
    lost: number
    reason: string | null
  }
  'inventory.arrivals': {
    cell: number
    transfer_id: string
    from_store_id: string
    to_store_id: string
    status: 'EXPECTED' | 'RECEIVED' | 'RETURNED'
    sent_at: Date
    changed_at: Date
  }
  'inventory.count_lines': {
    cell: number
    count_id: string
    item_code: string
    lot: string
    maker: string
    line: number
    expected: number
    counted: number | null
    counted_by: string | null
  }
  'inventory.counts': {
    cell: number
    id: string
    store_id: string
    status: 'OPEN' | 'POSTED' | 'DROPPED'
    opened_by: string
    opened_at: Date
    posted_by: string | null
    posted_at: Date | null
  }
  'inventory.ingredients': {
    item_code: string
    substance: string
    place: number
    amount: string | null
    is_checked: boolean
  }
  'inventory.items': {
    code: string
    kind: 'medicine' | 'consumable' | 'reagent' | 'equipment'
    name: string
    search_text: string
    form: string | null
    strength: string | null
    unit: string
    pack_size: number
    schedule: 'none' | 'G' | 'H' | 'H1' | 'X' | 'narcotic' | 'unset'
    tele_list: 'O' | 'A' | 'B' | 'never' | 'unset'
    hsn: string | null
    tax_code: string
    is_cold: boolean
    gtin: string | null
    pack_mrp_paise: number | string | null
    source: string
    source_group: string | null
    is_active: boolean
    version: number
    changed_at: Date
  }
  'inventory.levels': {
    cell: number
    store_id: string
    item_code: string
    on_hand: number
    reserved: number
    blocked: number
    reorder_at: number | null
    target: number | null
    daily_use_milli: number
    used_through_on: string | null
    version: number
    is_untold: boolean
  }
  'inventory.lots': {
    cell: number
    store_id: string
    item_code: string
    lot: string
    maker: string
    expires_on: string
    on_hand: number
    reserved: number
    state: 'usable' | 'quarantined' | 'recalled' | 'expired'
    state_reason: string | null
    mrp_paise: number | string
    cost_paise: number | string
  }
  'inventory.movements': {
    cell: number
    id: string
    store_id: string
    item_code: string
    lot: string
    maker: string
    quantity: number
    kind: string
    balance_after: number
    source_kind: string
    source_id: string
    source_line: number
    reason: string | null
    actor_id: string | null
    moved_at: Date
  }
  'inventory.recalls': {
    id: string
    item_code: string
    lot: string
    maker: string
    scope_kind: string
    chain_id: string | null
    reason: string
    declared_by: string
    declared_at: Date
    cancelled_at: Date | null
    cancelled_reason: string | null
  }
  'inventory.receipt_lines': {
    cell: number
    receipt_id: string
    line: number
    item_code: string
    lot: string
    maker: string
    expires_on: string
    quantity: number
    mrp_paise: number | string
    cost_paise: number | string
  }
  'inventory.receipts': {
    cell: number
    id: string
    store_id: string
    supplier: string
    invoice_no: string
    received_by: string
    received_at: Date
  }
  'inventory.reservation_lines': {
    cell: number
    reservation_id: string
    part: number
    line: number
    item_code: string
    lot: string
    maker: string
    expires_on: string
    mrp_paise: number | string
    quantity: number
  }
  'inventory.reservations': {
    cell: number
    id: string
    store_id: string
    status: 'HELD' | 'KEPT' | 'COMMITTED' | 'RELEASED' | 'EXPIRED'
    expires_at: Date
    ended_why: string | null
    made_at: Date
    changed_at: Date
  }
  'inventory.stores': {
    cell: number
    id: string
    facility_id: string
    chain_id: string | null
    facility_version: number
    name: string
    kind: 'main' | 'ward' | 'pharmacy' | 'lab'
    licence_no: string | null
    hand_over: 'paid' | 'free'
    is_active: boolean
    version: number
    changed_at: Date
  }
  'inventory.transfer_lines': {
    cell: number
    transfer_id: string
    line: number
    item_code: string
    asked: number
    sent: number
  }
  'inventory.transfer_lots': {
    cell: number
    transfer_id: string
    part: number
    line: number
    item_code: string
    lot: string
    maker: string
    expires_on: string
    mrp_paise: number | string
    cost_paise: number | string
    sent: number
    received: number
    damaged: number
    lost: number
    reason: string | null
  }
  'inventory.transfers': {
    cell: number
    id: string
    from_store_id: string
    to_cell: number
    to_store_id: string
    status: 'ASKED' | 'APPROVED' | 'REFUSED' | 'CANCELLED' | 'SENT' | 'RECEIVED' | 'RETURNED' | 'SETTLED'
    note: string | null
    reason: string | null
    version: number
    asked_by: string
    asked_at: Date
    approved_by: string | null
    sent_at: Date | null
    changed_at: Date
  }
}
