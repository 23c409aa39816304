// Verifies the trail: walks the chains and the signed days, and gives the first row that is not as it was written.
import type { JWK } from 'jose'
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { newId } from '../../../platform/id.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { publish } from '../../../platform/work/outbox.ts'
import { tamperingFound } from '../contract.ts'
import type { AuditContext, ChainRow, ChangeRow, DayRow, ReadRow, VerificationRow } from '../tables.ts'
import { type ChainKind, type Fault, hashChange, hashOfEnds, hashRead, walkChain } from './links.ts'
import { contentOfChain, contentOfDay } from './sealing.ts'
import { openReader, type ReadSigned } from './signing.ts'
import {
  findLooseRow,
  insertVerification,
  listChains,
  listDays,
  listDaysToWalk,
  listSigningKeys,
  readChain,
} from './store.ts'

/** The days to verify; left out, from the first day to today. */
export interface Range {
  readonly from?: string | undefined
  readonly until?: string | undefined
}

export interface Verified {
  readonly from: string
  readonly until: string
  readonly rows: number
  /** Undefined when everything is as it was written. */
  readonly fault: Fault | undefined
}

/** The job that seals runs shortly after midnight in India. Two hours later a day must be sealed. */
const SEALED_AFTER_MS = 2 * 3_600_000

const FIRST = '2000-01-01'

const KINDS: readonly ChainKind[] = ['reads', 'changes']

/** Verifies the trail and changes nothing. Checks the signatures of all days, and the rows of the days in `range`. */
export async function verify(context: AuditContext, range: Range = {}): Promise<Verified> {
  const { db, clock } = context
  const now = clock.now()
  const days = await listDays(db)
  const today = dayInIndia(now)
  const from = range.from ?? FIRST
  const until = range.until ?? addDays(today, 1)
  const trail = { context, days, read: await openTrailReader(context, days) }
  let rows = 0
  const result = (fault?: Fault): Verified => ({ from, until: until < today ? until : today, rows, fault })

  const inDays = await findFaultInDays(trail, addDays(dayInIndia(new Date(now.getTime() - SEALED_AFTER_MS)), -1))
  if (inDays) return result(inDays)
  for (const day of await listDaysToWalk(db, { from, until })) {
    const walked = await walkDay(trail, day)
    rows += walked.rows
    if (walked.fault) return result(walked.fault)
  }
  for (const kind of KINDS) {
    const loose = await findLooseRow(db, kind, { from, until })
    if (loose) {
      const { cell, recorded_on: day, seq, id: rowId } = loose
      return result({ fault: 'added', day, kind, cell, seq, rowId })
    }
  }
  return result()
}

interface Trail {
  readonly context: AuditContext
  readonly days: readonly DayRow[]
  readonly read: ReadSigned
}

// Whoever can write to the database can add a key there. So the newest day must be signed with a key that the server
// holds. Its signature covers the day before, and so on: older days may be signed with older keys.
async function openTrailReader({ db, auth }: AuditContext, days: readonly DayRow[]): Promise<ReadSigned> {
  const held = auth.jwks().keys
  const kept = (await listSigningKeys(db)).map(({ public_key }) => public_key as JWK)
  const readAny = await openReader([...kept, ...held])
  const readHeld = await openReader(held)
  const newest = days.at(-1)
  return (signed) => (signed.signature === newest?.signature ? readHeld(signed) : readAny(signed))
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Checks that the days follow each other without a gap up to `lastDue`, and that each is signed. */
async function findFaultInDays({ context, days, read }: Trail, lastDue: string): Promise<Fault | undefined> {
  let previous: DayRow | undefined
  for (const row of days) {
    if (previous && row.day !== addDays(previous.day, 1)) return { fault: 'missing', day: addDays(previous.day, 1) }
    if (!isSame(await read(row), contentOfDay(row, previous))) return { fault: 'rewritten', day: row.day }
    previous = row
  }
  const firstOpen = previous
    ? addDays(previous.day, 1)
    : (await listDaysToWalk(context.db, { from: FIRST, until: lastDue }))[0]
  return firstOpen !== undefined && firstOpen <= lastDue ? { fault: 'unsigned', day: firstOpen } : undefined
}

/** Checks the chains of one day against the signed day, then each chain row by row. */
async function walkDay({ context, days, read }: Trail, day: string): Promise<{ rows: number; fault?: Fault }> {
  const chains = await listChains(context.db, day)
  let rows = 0
  for (const chain of chains) {
    const walked = await walkRows(context, chain)
    rows += walked.rows
    if (walked.fault) return { rows, fault: walked.fault }
    const { kid, signature, cell, kind } = chain
    if (signature === null || kid === null) continue
    if (!isSame(await read({ kid, signature }), contentOfChain(chain))) {
      return { rows, fault: { fault: 'rewritten', day, kind, cell } }
    }
  }
  const sealed = days.find((row) => row.day === day)
  if (!sealed) return { rows }
  if (chains.length < sealed.chains) return { rows, fault: { fault: 'missing', day } }
  const isWhole = chains.length === sealed.chains && hashOfEnds(chains).equals(sealed.digest)
  return isWhole ? { rows } : { rows, fault: { fault: 'rewritten', day } }
}

async function walkRows({ db }: AuditContext, chain: ChainRow): Promise<{ rows: number; fault?: Fault }> {
  const walk = walkChain(chain)
  let rows = 0
  for await (const portion of readChain(db, chain)) {
    for (const row of portion) {
      rows++
      const content = chain.kind === 'reads' ? hashRead(row as ReadRow) : hashChange(row as ChangeRow)
      const fault = walk.step({ ...row, content })
      if (fault) return { rows, fault }
    }
  }
  const fault = walk.end()
  return { rows, ...(fault && { fault }) }
}

/** Verifies, keeps the result, and tells others when something was changed. */
export async function verifyAndKeep(context: AuditContext, range: Range): Promise<Verified> {
  const { db, clock, log } = context
  const verified = await verify(context, range)
  const { from, until, rows, fault } = verified
  const ended_at = clock.now()
  const id = newId<'verification'>(0, ended_at.getTime())
  const row: VerificationRow = {
    ...{ id, from_day: from, until_day: until, rows_checked: rows, ended_at },
    ...{ outcome: fault ? 'broken' : 'intact', fault: fault ?? null },
  }
  await transaction(db, async (tx) => {
    await insertVerification(tx, row)
    if (fault) await publish(tx, { actorId: null, requestId: id }, tamperingFound, { verificationId: id, ...fault })
  })
  if (fault) log.error({ ...fault }, 'the audit trail was changed after it was written')
  return verified
}
