// Seals the days that have ended: signs the end of each chain, then each day with all its chains.
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { newId } from '../../../platform/id.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { publish } from '../../../platform/work/outbox.ts'
import { daySealed } from '../contract.ts'
import type { AuditContext, ChainRow, DayRow } from '../tables.ts'
import { hashOfEnds, hashOfSignature } from './links.ts'
import { openSigner, type Signer } from './signing.ts'
import { findFirstDay, findLastDay, insertDay, keepSigningKey, listChains, listUnsigned, signChains } from './store.ts'

const CHAINS_AT_ONCE = 500
const DAYS_AT_ONCE_MAX = 3_660

/** What the signature of a chain contains. */
export const contentOfChain = ({ cell, recorded_on, kind, length, hash }: ChainRow) => ({
  ...{ cell, day: recorded_on, kind, length, hash: hash.toString('hex') },
})

/** What the signature of a day contains. `previous` binds the day to the day before. */
export const contentOfDay = (
  { day, chains, digest }: Pick<DayRow, 'day' | 'chains' | 'digest'>,
  previous?: DayRow,
) => ({
  ...{ day, chains, digest: digest.toString('hex') },
  previous: previous ? hashOfSignature(previous.signature) : null,
})

/** Signs all chains and days before today. A second run changes nothing. Gives the days that it sealed. */
export async function sealDays(context: AuditContext): Promise<string[]> {
  const { db, clock } = context
  const today = dayInIndia(clock.now())
  const signer = openSigner(context)
  await keepSigningKey(db, { kid: signer.key.kid, publicKey: signer.key, now: clock.now() })
  let last = await findLastDay(db)
  const first = last ? addDays(last.day, 1) : await findFirstDay(db)
  const sealed: string[] = []
  await signPastChains(context, signer, today)
  for (let day = first; day !== undefined && day < today; day = addDays(day, 1)) {
    last = await sealDay(context, signer, day, last)
    if (!last || sealed.push(day) >= DAYS_AT_ONCE_MAX) break
  }
  return sealed
}

async function signPastChains({ db }: AuditContext, signer: Signer, today: string): Promise<void> {
  for (;;) {
    const open = await listUnsigned(db, today, CHAINS_AT_ONCE)
    if (open.length === 0) return
    const signed = await Promise.all(
      open.map(async (chain) => ({ ...chain, ...(await signer.sign(contentOfChain(chain))) })),
    )
    await signChains(db, signed)
  }
}

// Undefined when another process has sealed the day meanwhile: that process goes on.
async function sealDay(
  { db, clock, log }: AuditContext,
  signer: Signer,
  day: string,
  previous: DayRow | undefined,
): Promise<DayRow | undefined> {
  const chains = await listChains(db, day)
  const content = { day, chains: chains.length, digest: hashOfEnds(chains) }
  const row: DayRow = { ...content, ...(await signer.sign(contentOfDay(content, previous))), sealed_at: clock.now() }
  const digest = row.digest.toString('hex')
  const origin = { actorId: null, requestId: newId(0, clock.now().getTime()) }
  const isKept = await transaction(db, async (tx) => {
    if (!(await insertDay(tx, row))) return false
    await publish(tx, origin, daySealed, { day, chains: row.chains, digest })
    return true
  })
  // The log keeps the digest outside the database: whoever can rewrite the database cannot rewrite the log too.
  if (isKept) log.info({ day, chains: row.chains, digest, kid: row.kid }, 'sealed a day of the audit trail')
  return isKept ? row : undefined
}
