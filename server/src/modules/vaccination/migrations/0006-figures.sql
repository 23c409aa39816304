-- Figures sum up sessions by day. Sessions are written about in the order of their days, so a few words a block of
-- pages tell which days lie in it; unlike a tree, this index costs the updates of the booking engine next to nothing,
-- and does not keep them from staying on their page.
-- Locks sessions against writing while it is built: one pass over the table.
create index sessions_days on vaccination.sessions using brin (held_on) with (pages_per_range = 32);
