// The SQL of what one account keeps, and of closing it.
import { type RawBuilder, sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { AccountId } from '../contract.ts'
import type { IdentityTables, Offer } from '../tables.ts'

/** Sets when an account closes; null when its holder keeps it. */
export async function setClosing(tx: Tx<IdentityTables>, id: AccountId, closesAt: Date | null): Promise<void> {
  await tx
    .updateTable('identity.accounts')
    .set({ closes_at: closesAt })
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .execute()
}

interface Erasing {
  readonly id: AccountId
  /** The keyed hashes of the phone and the mail address. */
  readonly addressHashes: readonly string[]
}

const ofAccount = ({ id }: Erasing) => sql`cell = ${cellOf(id)} and account_id = ${id}`
const isAddress = ({ addressHashes }: Erasing) => sql`= any(${[...addressHashes]}::text[])`

/** What goes when an account closes: each table whose rows belong to one account, and which of its rows these are. */
const ERASED: Partial<Readonly<Record<keyof IdentityTables, (erasing: Erasing) => RawBuilder<unknown>>>> = {
  'identity.sessions': ofAccount,
  'identity.devices': ofAccount,
  // A challenge lives for minutes, so the table is small and has no district.
  'identity.challenges': ({ id }) => sql`account_id = ${id}`,
  'identity.passkeys': ofAccount,
  'identity.totps': ofAccount,
  'identity.recovery_codes': ofAccount,
  'identity.outside_accounts': ofAccount,
  'identity.phones': (erasing) => sql`phone_hash ${isAddress(erasing)} and account_id = ${erasing.id}`,
  'identity.codes': (erasing) => sql`aim_hash ${isAddress(erasing)}`,
  'identity.offers': (erasing) => sql`phone_hash ${isAddress(erasing)} or account_id = ${erasing.id}`,
}

/** Takes name, contact, password and all of `ERASED` from an account. Its workplaces keep the pseudonym. */
export async function eraseAccount(
  tx: Tx<IdentityTables>,
  id: AccountId,
  { addressHashes, pseudonym, now }: Omit<Erasing, 'id'> & { readonly pseudonym: string; readonly now: Date },
): Promise<void> {
  const cell = cellOf(id)
  for (const [table, rowsOf] of Object.entries(ERASED)) {
    await sql`delete from ${sql.table(table)} where ${rowsOf({ id, addressHashes })}`.execute(tx)
  }
  await tx
    .updateTable('identity.workplaces')
    .set({ holder_name: pseudonym })
    .where('cell', '=', cell)
    .where('account_id', '=', id)
    .execute()
  await tx
    .updateTable('identity.accounts')
    .set({
      ...{ phone: '', mail: null, name: pseudonym, password_hash: null, patient_id: null, pending_patient: null },
      ...{ closes_at: null, closed_at: now, deactivated_at: now },
    })
    .where('cell', '=', cell)
    .where('id', '=', id)
    .execute()
}

export async function listDevices(db: Db<IdentityTables>, id: AccountId) {
  return db
    .selectFrom('identity.devices')
    .select(['name', 'first_used_at', 'last_used_at'])
    .where('cell', '=', cellOf(id))
    .where('account_id', '=', id)
    .orderBy('last_used_at', 'desc')
    .execute()
}

/** All offers to a phone that are still kept, also those that have ended. */
export async function listOffersTo(db: Db<IdentityTables>, phoneHash: string): Promise<Offer[]> {
  return db
    .selectFrom('identity.offers')
    .selectAll()
    .where('phone_hash', '=', phoneHash)
    .orderBy('offered_at')
    .execute()
}

/** When the recovery codes of an account were made and used; the codes themselves nobody knows. */
export async function listRecoveryCodes(db: Db<IdentityTables>, id: AccountId) {
  return db
    .selectFrom('identity.recovery_codes')
    .select(['created_at', 'used_at'])
    .where('cell', '=', cellOf(id))
    .where('account_id', '=', id)
    .orderBy('created_at')
    .execute()
}
