// Closes accounts: each module does its share, again and again until all have, whatever process dies.
import { closePersonOf, closingModules, type PersonClosing } from '../../../platform/personal.ts'
import { type AccountId, endClosing } from '../../identity/contract.ts'
import { listFamilyRecords } from '../../patients/contract.ts'
import type { ClosingRow, PrivacyContext } from '../tables.ts'
import { type Asked, findClosing, listDue, saveAsked, saveClosed, saveUndone } from './store.ts'

/** Does what happens at once when somebody asks: their seats become free. A repeat changes nothing. */
export async function followAsked(context: PrivacyContext, asked: Omit<Asked, 'patientIds'>): Promise<void> {
  const { accountId, closesAt } = asked
  const { patientIds } = await context.call(listFamilyRecords, { accountId })
  await saveAsked(context.db, { ...asked, patientIds })
  const found = await findClosing(context.db, accountId)
  if (found?.status !== 'waiting') return
  await askAll(context, { ...toPerson(found), stage: 'begin' })
  if (closesAt <= context.clock.now()) await finishClosing(context, accountId)
}

/** The holder signed in again. */
export async function followUndone({ db }: PrivacyContext, accountId: AccountId, at: Date): Promise<void> {
  await saveUndone(db, accountId, at)
}

/**
 * Ends the closing of one account when its time has come. `identity` decides: whoever signed in before keeps the
 * account. After that nothing can be undone, and a repeat finishes what a crash left open.
 */
export async function finishClosing(context: PrivacyContext, accountId: AccountId): Promise<void> {
  const { db, call, clock } = context
  const found = await findClosing(db, accountId)
  if (found?.status !== 'waiting') return
  const { requestId } = toPerson(found)
  // Who wanted no days to think was told in the request itself.
  const { state } = await call(endClosing, { accountId, requestId, isTold: found.closes_at <= found.changed_at })
  if (state === 'undone') return saveUndone(db, accountId, clock.now())
  if (state === 'waiting') return
  await askAll(context, { ...toPerson(found), stage: 'end' })
  await saveClosed(db, accountId, clock.now())
}

const toPerson = (found: ClosingRow) => ({
  ...{ accountId: found.account_id, patientIds: found.patient_ids, requestId: found.request_id },
})

async function askAll({ call, kept }: PrivacyContext, asked: PersonClosing): Promise<void> {
  for (const module of closingModules(kept)) await call(closePersonOf(module), asked)
}

/** Ends all closings whose time has come. One that fails does not keep the others; the next round tries it again. */
export async function finishDue(context: PrivacyContext): Promise<void> {
  for (const accountId of await listDue(context.db, context.clock.now())) {
    try {
      await finishClosing(context, accountId)
    } catch (error) {
      context.log.error({ err: error }, 'an account did not close; the next round tries again')
    }
  }
}
