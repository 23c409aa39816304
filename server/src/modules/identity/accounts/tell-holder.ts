// Tells the holder of an account what changed there. Notifications sends it, whatever the holder asked to hear.
import type { Static } from '../../../platform/contract.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { accountSecured } from '../contract.ts'
import type { IdentityTables } from '../tables.ts'

export async function tellHolder(
  tx: Tx<IdentityTables>,
  changed: Omit<Static<typeof accountSecured.body>, 'at'>,
  origin: EventOrigin,
): Promise<void> {
  await publish(tx, origin, accountSecured, { ...changed, at: tx.clock.now().toISOString() })
}
