// What must hold of visits and of the care that follows from them at every moment, whatever ran at once or died.
import assert from 'node:assert/strict'
import type { Setup } from '../../testing/setup.ts'

const VISITS = `
    select 'own lists' as rule, v.id::text from visits.visits v
    left join visits.patient_rows r on r.patient_id = v.patient_id and r.visit_id = v.id
    where (v.status <> 'VOID') <> (r.visit_id is not null)
    union all
    select 'care', v.id::text from visits.visits v left join visits.care c on c.visit_id = v.id
    group by v.id having array_agg(c.basis order by c.basis) <> array['nursing', 'treatment']
    union all
    select 'care of what never was', c.id::text from visits.care c join visits.visits v on v.id = c.visit_id
    where v.status = 'VOID' and c.until_at >= v.opened_at + interval '2 days'
    union all
    select 'care of another', c.id::text from visits.care c join visits.visits v on v.id = c.visit_id
    where c.patient_id <> v.patient_id or c.facility_id <> v.facility_id or c.doctor_id <> v.doctor_id
    union all
    select 'versions of notes', v.id::text from visits.visits v left join visits.notes n on n.visit_id = v.id
    group by v.id, v.note_version
    having count(n.version) <> v.note_version or coalesce(max(n.version), 0) <> v.note_version
    union all
    select 'open walk-ins', min(v.id::text) from visits.visits v
    where v.appointment_id is null and v.status in ('OPEN', 'IN_PROGRESS')
    group by v.facility_id, v.doctor_id, v.patient_id having count(*) > 1
    union all
    select 'openings and voidings', v.id::text from visits.visits v
    left join visits.outbox o on o.body->'body'->>'visitId' = v.id::text
    group by v.id, v.status
    having count(*) filter (where o.name = 'visits.visit-opened.v1')
      - count(*) filter (where o.name = 'visits.visit-voided.v1') <> (case v.status when 'VOID' then 0 else 1 end)
    union all
    select 'closings', v.id::text from visits.visits v
    left join visits.outbox o on o.body->'body'->>'visitId' = v.id::text and o.name = 'visits.visit-closed.v1'
    group by v.id, v.status having count(o.name) <> (case v.status when 'CLOSED' then 1 else 0 end)
    union all
    select 'appointments that came', v.id::text from visits.visits v
    join appointments.appointments a on a.id = v.appointment_id
    where a.patient_id <> v.patient_id or a.doctor_id <> v.doctor_id or v.appointment_version > a.version
      or v.is_seen and a.status <> 'FULFILLED'`

/** Checks all of it in one statement. The relay must not run: the events are counted where they wait for it. */
export async function assertVisits({ program }: Pick<Setup, 'program'>): Promise<void> {
  const broken = await program.context('visits').pool.query(VISITS)
  assert.deepEqual(broken.rows, [])
}
