-- The schema inventory as it stands: written by `npm run schema`, do not edit.
-- outbox and idempotency_keys, which every module has, are in server/src/platform/postgres/migrations.

create table inventory.arrival_lots (
  cell int not null,
  transfer_id uuid not null,
  part int not null,
  item_code text not null,
  lot text not null,
  maker text not null,
  expires_on date not null,
  mrp_paise bigint not null,
  cost_paise bigint not null,
  sent int not null,
  received int not null,
  damaged int not null,
  lost int not null,
  reason text,
  constraint arrival_lots_pk primary key (cell, transfer_id, part),
  constraint arrival_lots_difference_told check ((damaged + lost) = 0 or reason is not null),
  constraint arrival_lots_of_sent check (sent > 0 and received >= 0 and damaged >= 0 and lost >= 0 and (received + damaged + lost) <= sent)
);

-- The receiver's half of a transfer. Its row decides whether the goods were received or went back
create table inventory.arrivals (
  cell int not null,
  transfer_id uuid not null,
  from_store_id uuid not null,
  to_store_id uuid not null,
  status text not null,
  sent_at timestamptz not null,
  changed_at timestamptz not null,
  constraint arrivals_pk primary key (cell, transfer_id),
  constraint arrivals_status_known check (status in ('EXPECTED', 'RECEIVED', 'RETURNED'))
);
create index arrivals_of_store on inventory.arrivals (cell, to_store_id, transfer_id);

create table inventory.count_lines (
  cell int not null,
  count_id uuid not null,
  item_code text not null,
  lot text not null,
  maker text not null,
  line int not null,
  -- What the books said when the counter looked
  expected int not null,
  -- Null: not counted yet
  counted int,
  counted_by uuid,
  constraint count_lines_pk primary key (cell, count_id, item_code, lot, maker),
  constraint count_lines_never_negative check (expected >= 0 and counted >= 0)
);

create table inventory.counts (
  cell int not null,
  id uuid not null,
  store_id uuid not null,
  status text not null,
  opened_by uuid not null,
  opened_at timestamptz not null,
  posted_by uuid,
  posted_at timestamptz,
  constraint counts_pk primary key (cell, id),
  constraint counts_status_known check (status in ('OPEN', 'POSTED', 'DROPPED'))
);
create index counts_of_store on inventory.counts (cell, store_id, id);

-- What is in an item, as far as it is certain; a reference table, copied to every node
create table inventory.ingredients (
  item_code text not null,
  substance text not null,
  place int not null,
  amount text,
  -- A person has checked it; false: read from the name
  is_checked boolean not null,
  constraint ingredients_pk primary key (item_code, substance)
);

-- What stores keep; a reference table, copied to every node
create table inventory.items (
  code text not null,
  kind text not null,
  name text not null,
  -- Name and code in lower case without accents and punctuation
  search_text text not null,
  form text,
  strength text,
  -- The smallest unit that is counted; all quantities are in it
  unit text not null,
  pack_size int not null,
  schedule text not null,
  tele_list text not null,
  hsn text,
  tax_code text not null,
  is_cold boolean not null,
  -- Number in the barcode of a pack (GS1), 14 digits
  gtin text,
  -- Price of a pack in the list it came from; each lot has its own
  pack_mrp_paise bigint,
  -- jan-aushadhi: from that list. own: entered by an administrator
  source text not null,
  source_group text,
  is_active boolean not null,
  version int not null,
  changed_at timestamptz not null,
  constraint items_pk primary key (code),
  constraint items_gtin_once unique (gtin),
  constraint items_kind_known check (kind in ('medicine', 'consumable', 'reagent', 'equipment')),
  constraint items_pack_mrp_range check (pack_mrp_paise >= 0 and pack_mrp_paise <= '100000000000'::bigint),
  constraint items_pack_size_positive check (pack_size > 0),
  constraint items_schedule_known check (schedule in ('none', 'G', 'H', 'H1', 'X', 'narcotic', 'unset')),
  constraint items_tele_list_known check (tele_list in ('O', 'A', 'B', 'never', 'unset')),
  constraint items_version_positive check (version > 0)
);

create table inventory.levels (
  cell int not null,
  store_id uuid not null,
  item_code text not null,
  -- The sum over the lots
  on_hand int not null,
  -- What reservations hold that neither ended nor were committed
  reserved int not null,
  -- Of lots that are not usable, what no reservation holds
  blocked int not null,
  reorder_at int,
  target int,
  -- Thousandths of a unit that a day uses, on average of 90 days
  daily_use_milli int not null,
  used_through_on date,
  -- How often others were told of this level
  version int not null,
  -- The level has changed since others were told
  is_untold boolean not null,
  constraint levels_pk primary key (cell, store_id, item_code),
  constraint levels_never_negative check (on_hand >= 0 and reserved >= 0 and blocked >= 0),
  constraint levels_promise_kept check ((reserved + blocked) <= on_hand),
  constraint levels_reorder_below_target check (reorder_at >= 0 and target >= 0 and reorder_at <= target)
) with (fillfactor = 70);
create index levels_untold on inventory.levels (cell, store_id, item_code) where is_untold;

create table inventory.lots (
  cell int not null,
  store_id uuid not null,
  item_code text not null,
  lot text not null,
  maker text not null,
  -- The last day on which somebody may use it
  expires_on date not null,
  on_hand int not null,
  reserved int not null,
  state text not null,
  state_reason text,
  -- Maximum retail price of one unit, rounded down, tax inside
  mrp_paise bigint not null,
  -- What the last receipt paid for one unit
  cost_paise bigint not null,
  constraint lots_pk primary key (cell, store_id, item_code, lot, maker),
  constraint lots_block_told check (state = 'usable' or state_reason is not null),
  constraint lots_money_range check (mrp_paise >= 0 and mrp_paise <= '100000000000'::bigint and cost_paise >= 0 and cost_paise <= '100000000000'::bigint),
  constraint lots_reserved_of_on_hand check (reserved >= 0 and reserved <= on_hand),
  constraint lots_state_known check (state in ('usable', 'quarantined', 'recalled', 'expired'))
) with (fillfactor = 70);
create index lots_by_expiry on inventory.lots (cell, store_id, expires_on);
create index lots_by_number on inventory.lots (item_code, lot, maker);

-- Append-only ledger: on_hand of a lot is the sum of its movements
create table inventory.movements (
  cell int not null,
  id uuid not null,
  store_id uuid not null,
  item_code text not null,
  lot text not null,
  maker text not null,
  quantity int not null,
  kind text not null,
  -- What the lot held after it
  balance_after int not null,
  source_kind text not null,
  source_id uuid not null,
  source_line int not null,
  reason text,
  actor_id uuid,
  moved_at timestamptz not null,
  constraint movements_pk primary key (cell, id),
  constraint movements_source_once unique (cell, source_kind, source_id, source_line),
  constraint movements_balance_positive check (balance_after >= 0),
  constraint movements_reason_given check ((kind <> all (array['adjust', 'waste'])) or reason is not null),
  constraint movements_sign_of_kind check (quantity <> 0 and
case
    when kind in ('receive', 'return', 'arrive') then quantity > 0
    when kind in ('dispense', 'issue', 'send', 'waste') then quantity < 0
    else kind in ('adjust', 'count')
end)
);
create index movements_of_lot on inventory.movements (cell, item_code, lot, id);
create index movements_of_store on inventory.movements (cell, store_id, id);

-- Lots that are called back; a reference table, copied to every node
create table inventory.recalls (
  id uuid not null,
  item_code text not null,
  lot text not null,
  maker text not null,
  scope_kind text not null,
  chain_id uuid,
  reason text not null,
  declared_by uuid not null,
  declared_at timestamptz not null,
  cancelled_at timestamptz,
  cancelled_reason text,
  constraint recalls_pk primary key (id),
  constraint recalls_cancelling_told check (cancelled_at is null or cancelled_reason is not null),
  constraint recalls_scope_whole check (scope_kind = 'national' and chain_id is null or scope_kind = 'chain' and chain_id is not null)
);
create unique index recalls_once on inventory.recalls (item_code, lot, maker, scope_kind, coalesce(chain_id, '00000000-0000-0000-0000-000000000000'::uuid)) where cancelled_at is null;

create table inventory.receipt_lines (
  cell int not null,
  receipt_id uuid not null,
  line int not null,
  item_code text not null,
  lot text not null,
  maker text not null,
  expires_on date not null,
  quantity int not null,
  mrp_paise bigint not null,
  cost_paise bigint not null,
  constraint receipt_lines_pk primary key (cell, receipt_id, line),
  constraint receipt_lines_quantity_positive check (quantity > 0)
);

create table inventory.receipts (
  cell int not null,
  id uuid not null,
  store_id uuid not null,
  supplier text not null,
  invoice_no text not null,
  received_by uuid not null,
  received_at timestamptz not null,
  constraint receipts_pk primary key (cell, id),
  constraint receipts_invoice_once unique (cell, store_id, supplier, invoice_no)
);

create table inventory.reservation_lines (
  cell int not null,
  reservation_id uuid not null,
  part int not null,
  -- Line of the caller; it may need several lots
  line int not null,
  item_code text not null,
  lot text not null,
  maker text not null,
  expires_on date not null,
  mrp_paise bigint not null,
  quantity int not null,
  constraint reservation_lines_pk primary key (cell, reservation_id, part),
  constraint reservation_lines_quantity_positive check (quantity > 0)
);

create table inventory.reservations (
  -- District of the store, not of the id
  cell int not null,
  -- Id of what the caller does, such as a dispense
  id uuid not null,
  store_id uuid not null,
  status text not null,
  expires_at timestamptz not null,
  ended_why text,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  constraint reservations_pk primary key (cell, id),
  constraint reservations_status_known check (status in ('HELD', 'KEPT', 'COMMITTED', 'RELEASED', 'EXPIRED'))
);
create index reservations_live on inventory.reservations (cell, store_id, expires_at) where status in ('HELD', 'KEPT');

create table inventory.stores (
  cell int not null,
  id uuid not null,
  facility_id uuid not null,
  -- Chain of the facility, copied from its events: a recall needs it
  chain_id uuid,
  -- Version of the facility that gave the chain; 0 before
  facility_version int not null,
  name text not null,
  kind text not null,
  licence_no text,
  hand_over text not null,
  is_active boolean not null,
  version int not null,
  changed_at timestamptz not null,
  constraint stores_pk primary key (cell, id),
  constraint stores_name_once unique (cell, facility_id, name),
  constraint stores_hand_over_known check (hand_over in ('paid', 'free')),
  constraint stores_kind_known check (kind in ('main', 'ward', 'pharmacy', 'lab')),
  constraint stores_pharmacy_licensed check (kind <> 'pharmacy' or licence_no is not null),
  constraint stores_version_positive check (version > 0)
);

create table inventory.transfer_lines (
  cell int not null,
  transfer_id uuid not null,
  line int not null,
  item_code text not null,
  asked int not null,
  sent int not null,
  constraint transfer_lines_pk primary key (cell, transfer_id, line),
  constraint transfer_lines_sent_of_asked check (asked > 0 and sent >= 0 and sent <= asked)
);

-- What the sender sent of each lot, and what the receiver said of it
create table inventory.transfer_lots (
  cell int not null,
  transfer_id uuid not null,
  part int not null,
  line int not null,
  item_code text not null,
  lot text not null,
  maker text not null,
  expires_on date not null,
  mrp_paise bigint not null,
  cost_paise bigint not null,
  sent int not null,
  received int not null,
  damaged int not null,
  lost int not null,
  reason text,
  constraint transfer_lots_pk primary key (cell, transfer_id, part),
  constraint transfer_lots_difference_told check ((damaged + lost) = 0 or reason is not null),
  constraint transfer_lots_of_sent check (sent > 0 and received >= 0 and damaged >= 0 and lost >= 0 and (received + damaged + lost) <= sent)
);

create table inventory.transfers (
  -- District of the sender
  cell int not null,
  id uuid not null,
  from_store_id uuid not null,
  to_cell int not null,
  to_store_id uuid not null,
  status text not null,
  note text,
  reason text,
  version int not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  approved_by uuid,
  sent_at timestamptz,
  changed_at timestamptz not null,
  constraint transfers_pk primary key (cell, id),
  constraint transfers_status_known check (status in ('ASKED', 'APPROVED', 'REFUSED', 'CANCELLED', 'SENT', 'RECEIVED', 'RETURNED', 'SETTLED')),
  constraint transfers_two_stores check (from_store_id <> to_store_id)
);
create index transfers_of_receiver on inventory.transfers (to_cell, to_store_id, id);
create index transfers_of_sender on inventory.transfers (cell, from_store_id, id);

-- Functions, each in functions/<name>.sql.

-- inventory.check_reservation(p_cell int, p_id uuid, p_store uuid, p_now timestamptz, p_day date) returns text

-- inventory.commit_reservation(p_cell int, p_id uuid, p_store uuid, p_actor uuid, p_now timestamptz, p_day date,
--   p_event jsonb) returns text

-- inventory.commit_stock(p_cell int, p_asked json, p_now timestamptz, p_day date) returns json

-- inventory.end_reservation(p_cell int, p_id uuid, p_store uuid, p_status text, p_why text, p_now timestamptz,
--   p_event json) returns text

-- inventory.free_stock(p_cell int, p_store uuid, p_reservation uuid) returns void

-- inventory.keep_reservation(p_cell int, p_id uuid, p_store uuid, p_now timestamptz, p_day date) returns text

-- inventory.new_id(p_cell int, p_at timestamptz) returns uuid

-- inventory.pick_stock(p_cell int, p_id uuid, p_store uuid, p_lines json, p_day date) returns json

-- inventory.reserve_stock(p_cell int, p_asked json, p_now timestamptz, p_day date) returns json

-- inventory.show_reservation(p_cell int, p_id uuid) returns json
