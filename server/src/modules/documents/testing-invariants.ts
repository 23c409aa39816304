// What must hold of documents at every moment, whatever ran at once or died: states, parts and sizes agree; and when
// nothing is on its way, the blobs of the storage are exactly those that rows name.
import assert from 'node:assert/strict'
import type { Setup } from '../../testing/setup.ts'
import { FOLDER } from './storing/files.ts'
import type { DocumentsContext } from './tables.ts'

const RULES = `
    select 'stored wholly' as rule, d.id::text from documents.documents d
    left join documents.parts p on p.cell = d.cell and p.document_id = d.id
    where d.status in ('STORED', 'CHECKING') or d.status = 'WITHDRAWN' and d.erased_at is null
    group by d.cell, d.id having coalesce(sum(p.bytes), 0) <> d.size_bytes
    union all
    select 'no bytes', d.id::text from documents.documents d
    join documents.parts p on p.cell = d.cell and p.document_id = d.id
    where d.status in ('REFUSED', 'ABORTED') or d.erased_at is not null
    union all
    select 'parts without gaps', document_id::text from (
      select document_id, first_byte, coalesce(sum(bytes) over (partition by cell, document_id order by first_byte
        rows between unbounded preceding and 1 preceding), 0) as before from documents.parts) p
    where first_byte <> before
    union all
    select 'received', u.id::text from documents.uploads u
    join documents.documents d on d.cell = u.cell and d.id = u.document_id
    left join documents.parts p on p.cell = d.cell and p.document_id = d.id
    where d.status in ('RECEIVING', 'CHECKING')
    group by u.cell, u.id having coalesce(sum(p.bytes), 0) <> u.received_bytes
    union all
    select 'replaced once', replaces::text from documents.documents
    where replaces is not null and status in ('STORED', 'WITHDRAWN') group by replaces having count(*) > 1
    union all
    select 'replaced is withdrawn', n.id::text from documents.documents n
    join documents.documents o on o.cell = n.cell and o.id = n.replaces
    where n.status in ('STORED', 'WITHDRAWN') and o.status <> 'WITHDRAWN'`

const TOLD = `
    select 'told once', d.id::text from documents.documents d
    left join documents.outbox o on o.body->'body'->>'documentId' = d.id::text
    group by d.cell, d.id
    having count(*) filter (where o.name = 'documents.document-stored.v1')
        <> (case when d.status in ('STORED', 'WITHDRAWN') then 1 else 0 end)
      or count(*) filter (where o.name = 'documents.document-withdrawn.v1')
        <> (case d.status when 'WITHDRAWN' then 1 else 0 end)`

interface Asked {
  readonly areBlobsExact: boolean
  /** False: the relay has run. Otherwise the events are counted where they wait. */
  readonly areEventsWaiting?: boolean
}

export async function assertDocuments({ program }: Pick<Setup, 'program'>, more: Asked = { areBlobsExact: true }) {
  const { pool, storage } = program.context('documents') as DocumentsContext
  assert.deepEqual((await pool.query(RULES)).rows, [])
  if (more.areEventsWaiting !== false) assert.deepEqual((await pool.query(TOLD)).rows, [])
  const { rows } = await pool.query<{ name: string }>('select name from documents.parts')
  const blobs = (await Array.fromAsync(storage.list(FOLDER))).map(({ name }) => name)
  const named = new Set(rows.map(({ name }) => name))
  const there = new Set(blobs)
  assert.deepEqual(
    [...named].filter((name) => !there.has(name)),
    [],
    'rows without bytes',
  )
  if (more.areBlobsExact)
    assert.deepEqual(
      blobs.filter((name) => !named.has(name)),
      [],
      'bytes without a row',
    )
}
