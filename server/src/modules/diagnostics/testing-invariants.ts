// What must hold of orders, specimens, results and alarms at every moment, whatever ran at once or died.
import assert from 'node:assert/strict'
import type { Setup } from '../../testing/setup.ts'

const BROKEN = `
    select 'own lists' as rule, o.id::text from diagnostics.orders o
    left join diagnostics.patient_rows r on r.patient_id = o.patient_id and r.record_id = o.id where r.record_id is null
    union all
    select 'state of the order', o.id::text from diagnostics.orders o
    join diagnostics.order_lines l on l.order_id = o.id group by o.id, o.status
    having o.status <> case
      when bool_and(l.status = 'CANCELLED') then 'CANCELLED'
      when count(*) filter (where l.status = 'COMPLETED') > 0
        and bool_or(l.status not in ('COMPLETED', 'CANCELLED')) then 'PARTIAL'
      when bool_or(l.status = 'PLACED') then 'PLACED' when bool_or(l.status = 'COLLECTED') then 'COLLECTED'
      when bool_or(l.status = 'IN_PROGRESS') then 'IN_PROGRESS' else 'COMPLETED' end
    union all
    select 'specimen of a line', l.order_id::text from diagnostics.order_lines l
    left join diagnostics.specimens s on s.cell = l.cell and s.id = l.specimen_id
    where l.specimen_id is not null and l.status <> 'CANCELLED'
      and (s.order_id is distinct from l.order_id or not l.line = any(s.lines) or s.status <> all(case l.status
        when 'PLACED' then array['EXPECTED'] when 'COLLECTED' then array['COLLECTED']
        when 'IN_PROGRESS' then array['RECEIVED'] else array['RECEIVED', 'DONE'] end))
    union all
    select 'expected by nobody', s.id::text from diagnostics.specimens s where s.status = 'EXPECTED'
      and not exists (select 1 from diagnostics.order_lines l where l.cell = s.cell and l.specimen_id = s.id)
    union all
    select 'result of a line', l.order_id::text from diagnostics.order_lines l
    left join diagnostics.results r on r.cell = l.cell and r.order_id = l.order_id and r.line = l.line
    group by l.cell, l.order_id, l.line, l.draft_version, l.result_version
    having l.result_version is distinct from max(r.version) filter (where r.status in ('FINAL', 'CORRECTED'))
      or l.draft_version is distinct from max(r.version) filter (where r.status = 'PRELIMINARY')
      or count(r.version) <> coalesce(max(r.version), 0)
      or count(*) filter (where r.status = 'FINAL') > 1 or count(*) filter (where r.status = 'PRELIMINARY') > 1
    union all
    select 'two persons', r.order_id::text from diagnostics.results r
    join diagnostics.order_lines l on l.cell = r.cell and l.order_id = r.order_id and l.line = r.line
    where l.two_persons and r.status = 'FINAL' and r.entered_by = r.authorised_by
    union all
    select 'alarms', r.order_id::text from diagnostics.results r
    left join diagnostics.criticals c
      on (c.cell, c.order_id, c.line, c.version) = (r.cell, r.order_id, r.line, r.version)
    where r.status in ('FINAL', 'CORRECTED') and (r.flag like 'critical%') <> (c.order_id is not null)
    union all
    select 'reports', o.id::text from diagnostics.orders o
    left join diagnostics.reports p on p.cell = o.cell and p.order_id = o.id group by o.cell, o.id, o.status
    having (o.status = 'COMPLETED') <> (count(p.version) > 0) or count(p.version) <> coalesce(max(p.version), 0)
    union all
    select 'numbers', s.lab_facility_id::text from diagnostics.specimens s
    where s.accession is not null group by s.lab_facility_id, left(s.accession, 6)
    having count(*) <> max(right(s.accession, 4)::int)
    union all
    select 'events of results', o.id::text from diagnostics.orders o
    where (select count(*) from diagnostics.results r where r.order_id = o.id and r.status in ('FINAL', 'CORRECTED'))
      <> (select count(*) from diagnostics.outbox e where e.body->'body'->>'orderId' = o.id::text
        and e.name in ('diagnostics.result-final.v1', 'diagnostics.result-corrected.v1'))`

/** Checks all of it in one statement. The relay must not run: the events are counted where they wait for it. */
export async function assertDiagnostics({ program }: Pick<Setup, 'program'>): Promise<void> {
  const broken = await program.context('diagnostics').pool.query(BROKEN)
  assert.deepEqual(broken.rows, [])
}
