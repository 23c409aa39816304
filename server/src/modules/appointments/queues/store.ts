// The SQL of queues and tokens: everything that changes one happens under the lock of its queue.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { AppointmentId } from '../contract.ts'
import type { AppointmentsTables, Practice, Queue, Token } from '../tables.ts'
import type { QueueId, TokenId } from './contract.ts'
import type { TokenChange } from './states.ts'

type Tables = AppointmentsTables
type Reader = Db<Tables> | Tx<Tables>

const LIVE = ['WAITING', 'CALLED', 'IN_SERVICE', 'MISSED'] as const

/** A queue with what its pages show of the doctor. */
export type ShownQueue = Queue & {
  readonly doctor_name: string | null
  readonly doctor_account_id: Practice['account_id']
  readonly usual_room: string | null
}

function selectQueues(db: Reader) {
  return db
    .selectFrom('appointments.queues as q')
    .leftJoin('appointments.practices as p', (join) =>
      join
        .onRef('p.cell', '=', 'q.cell')
        .onRef('p.facility_id', '=', 'q.facility_id')
        .onRef('p.doctor_id', '=', 'q.doctor_id'),
    )
    .selectAll('q')
    .select(['p.doctor_name', 'p.account_id as doctor_account_id', 'p.room as usual_room'])
}

export async function findQueue(db: Reader, id: QueueId): Promise<ShownQueue | undefined> {
  return selectQueues(db).where('q.cell', '=', cellOf(id)).where('q.id', '=', id).executeTakeFirst()
}

export async function listQueues(db: Reader, facilityId: FacilityId, day: string): Promise<ShownQueue[]> {
  return selectQueues(db)
    .where('q.cell', '=', cellOf(facilityId))
    .where('q.facility_id', '=', facilityId)
    .where('q.day', '=', day)
    .orderBy(sql`length(q.letter)`)
    .orderBy('q.letter')
    .execute()
}

export async function lockQueue(tx: Tx<Tables>, id: QueueId): Promise<Queue | undefined> {
  return tx
    .selectFrom('appointments.queues')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Locks the day of a hospital, so that no other queue gets the same letter. Gives how many queues there are. */
export async function lockDay(tx: Tx<Tables>, facilityId: FacilityId, day: string): Promise<number> {
  const row = { cell: cellOf(facilityId), facility_id: facilityId, day }
  const { rows } = await sql<{ queues: number }>`insert into appointments.queue_days as known (cell, facility_id, day)
    values (${row.cell}, ${facilityId}, ${day})
    on conflict (cell, facility_id, day) do update set queues = known.queues returning queues`.execute(tx)
  return (rows[0] as { queues: number }).queues
}

export async function insertQueue(tx: Tx<Tables>, queue: Queue): Promise<void> {
  const { cell, facility_id, day } = queue
  await tx.insertInto('appointments.queues').values(queue).execute()
  await tx
    .updateTable('appointments.queue_days')
    .set((row) => ({ queues: row('queues', '+', 1) }))
    .where('cell', '=', cell)
    .where('facility_id', '=', facility_id)
    .where('day', '=', day)
    .execute()
}

type QueueChange = Partial<
  Pick<Queue, 'status' | 'delay_minutes' | 'tokens_issued' | 'served' | 'mean_seconds' | 'changed_at'>
>

/** Changes a locked queue. */
export async function changeQueue(tx: Tx<Tables>, before: Queue, change: QueueChange): Promise<Queue> {
  await tx
    .updateTable('appointments.queues')
    .set(change)
    .where('cell', '=', before.cell)
    .where('id', '=', before.id)
    .execute()
  return { ...before, ...change }
}

export async function insertToken(tx: Tx<Tables>, token: Token): Promise<void> {
  await tx.insertInto('appointments.tokens').values(token).execute()
}

/** Changes a token whose queue is locked. */
export async function changeToken(tx: Tx<Tables>, before: Token, change: TokenChange): Promise<Token> {
  await tx
    .updateTable('appointments.tokens')
    .set(change)
    .where('cell', '=', before.cell)
    .where('id', '=', before.id)
    .execute()
  return { ...before, ...change } as Token
}

export async function findToken(db: Reader, id: TokenId): Promise<Token | undefined> {
  return db
    .selectFrom('appointments.tokens')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The token of an appointment that has neither been cancelled nor moved. */
export async function findTokenOf(db: Reader, id: AppointmentId): Promise<Token | undefined> {
  return db
    .selectFrom('appointments.tokens')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('appointment_id', '=', id)
    .where('status', 'not in', ['CANCELLED', 'MOVED'])
    .executeTakeFirst()
}

const ofQueue = (db: Reader, { cell, id }: Pick<Queue, 'cell' | 'id'>) =>
  db.selectFrom('appointments.tokens').selectAll().where('cell', '=', cell).where('queue_id', '=', id)

/** Whose turn it is: the smallest order key, then the smallest number. Call it under the lock of the queue. */
export async function findNext(tx: Tx<Tables>, queue: Queue): Promise<Token | undefined> {
  return ofQueue(tx, queue)
    .where('status', '=', 'WAITING')
    .orderBy('order_key')
    .orderBy('number')
    .limit(1)
    .executeTakeFirst()
}

export async function findInRoom(tx: Tx<Tables>, queue: Queue, room: string): Promise<Token | undefined> {
  return ofQueue(tx, queue).where('room', '=', room).where('status', 'in', ['CALLED', 'IN_SERVICE']).executeTakeFirst()
}

export async function findLiveOf(tx: Tx<Tables>, queue: Queue, patientIds: readonly PatientId[]) {
  return ofQueue(tx, queue)
    .where('patient_id', 'in', [...patientIds])
    .where('status', 'in', LIVE)
    .executeTakeFirst()
}

/** The tokens of a queue: who waits in the order of their turns, then who was served. */
export async function listTokens(db: Reader, queue: Pick<Queue, 'cell' | 'id'>, limit: number): Promise<Token[]> {
  return ofQueue(db, queue)
    .orderBy(
      sql`array_position(array['IN_SERVICE', 'CALLED', 'WAITING', 'MISSED', 'DONE', 'MOVED', 'CANCELLED'], status)`,
    )
    .orderBy('order_key')
    .orderBy('number')
    .limit(limit)
    .execute()
}

/** The live tokens of some queues that the board and the estimate need, in the order of their turns. */
export async function listLive(db: Reader, queues: readonly Pick<Queue, 'cell' | 'id'>[]): Promise<Token[]> {
  const [first] = queues
  if (!first) return []
  return db
    .selectFrom('appointments.tokens')
    .selectAll()
    .where('cell', '=', first.cell)
    .where(
      'queue_id',
      'in',
      queues.map(({ id }) => id),
    )
    .where('status', 'in', LIVE)
    .orderBy('order_key')
    .orderBy('number')
    .execute()
}

/** A token with what a person is shown of its queue. */
export type OwnToken = Token & Pick<Queue, 'day' | 'letter'>

/** The tokens of patients, the latest first: their own copy of what is kept. */
export async function listTokensOf(db: Reader, patientIds: readonly PatientId[], limit: number): Promise<OwnToken[]> {
  return db
    .selectFrom('appointments.tokens as t')
    .innerJoin('appointments.queues as q', (join) =>
      join.onRef('q.cell', '=', 't.cell').onRef('q.id', '=', 't.queue_id'),
    )
    .selectAll('t')
    .select(['q.day', 'q.letter'])
    .where('t.patient_id', 'in', [...patientIds])
    .orderBy('t.arrived_at', 'desc')
    .orderBy('t.id', 'desc')
    .limit(limit)
    .execute()
}

/** Queues of earlier days that nobody closed. */
export async function listUnended(db: Reader, before: string, limit: number): Promise<QueueId[]> {
  const rows = await db
    .selectFrom('appointments.queues')
    .select('id')
    .where('status', '<>', 'closed')
    .where('day', '<', before)
    .orderBy('day')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** Ends everybody who still waits in a locked queue. */
export async function cancelLive(tx: Tx<Tables>, { cell, id }: Queue, now: Date): Promise<void> {
  await tx
    .updateTable('appointments.tokens')
    .set({ status: 'CANCELLED', finished_at: now })
    .where('cell', '=', cell)
    .where('queue_id', '=', id)
    .where('status', 'in', LIVE)
    .execute()
}
