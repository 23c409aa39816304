-- Creates the tables of stock: a level for each vaccine of a centre, its lots, and the movements of each lot.
create table vaccination.stock_levels (
  cell int not null,
  facility_id uuid not null,
  vaccine text not null,
  on_hand int not null,
  promised int not null,
  blocked int not null,
  uncovered int not null,
  constraint stock_levels_pk primary key (cell, facility_id, vaccine),
  constraint stock_levels_never_negative check (on_hand >= 0 and promised >= 0 and blocked >= 0 and uncovered >= 0),
  constraint stock_levels_blocked_of_on_hand check (blocked <= on_hand),
  constraint stock_levels_promise_kept check (promised + blocked <= on_hand + uncovered)
);
comment on column vaccination.stock_levels.on_hand is 'Doses in the store: the sum over the lots';
comment on column vaccination.stock_levels.promised is
  'Doses that sessions need: for free seats, and for bookings whose dose is not given yet';
comment on column vaccination.stock_levels.blocked is 'Doses of lots in quarantine or recalled';
comment on column vaccination.stock_levels.uncovered is
  'Promised doses that the stock lacks; grows only when a lot is blocked, or an unusable lot is written off';

create table vaccination.stock_lots (
  cell int not null,
  facility_id uuid not null,
  vaccine text not null,
  lot text not null,
  expires_on date not null,
  on_hand int not null,
  state text not null,
  state_reason text,
  state_by uuid,
  state_at timestamptz,
  constraint stock_lots_pk primary key (cell, facility_id, vaccine, lot),
  constraint stock_lots_never_negative check (on_hand >= 0),
  constraint stock_lots_state_known check (state in ('usable', 'quarantined', 'recalled')),
  constraint stock_lots_block_told check (state = 'usable' or state_reason is not null)
);
comment on column vaccination.stock_lots.state_reason is 'Why somebody last blocked or released the lot; null before';

create table vaccination.stock_movements (
  cell int not null,
  id uuid not null,
  facility_id uuid not null,
  vaccine text not null,
  lot text not null,
  quantity int not null,
  reason text not null,
  actor_id uuid not null,
  moved_at timestamptz not null,
  constraint stock_movements_pk primary key (cell, id),
  constraint stock_movements_reason_known check (reason in ('received', 'given', 'returned', 'wasted', 'corrected')),
  constraint stock_movements_sign_of_reason
    check (quantity <> 0 and (reason = 'corrected' or (quantity > 0) = (reason in ('received', 'returned'))))
);
-- Staff read the ledger of a centre with the newest movement first. Ids grow with time.
create index stock_movements_of_facility on vaccination.stock_movements (cell, facility_id, id);
comment on table vaccination.stock_movements is 'Append-only ledger: on_hand of a lot is the sum of its movements';
