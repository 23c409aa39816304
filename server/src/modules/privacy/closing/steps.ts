// Closes accounts: each module does its share, again and again until all have, whatever process dies.
import { closePersonOf, closingModules, type PersonClosing } from '../../../platform/personal.ts'
import { type AccountId, endClosing } from '../../identity/contract.ts'
import { listFamilyRecords } from '../../patients/contract.ts'
import type { PrivacyContext } from '../tables.ts'
import { findClosing, listDue, saveAsked, saveClosed, saveUndone } from './store.ts'

/** Does what happens at once when somebody asks: their seats become free. A repeat changes nothing. */
export async function followAsked(
  context: PrivacyContext,
  { accountId, closesAt, at }: { readonly accountId: AccountId; readonly closesAt: Date; readonly at: Date },
): Promise<void> {
  const { patientIds } = await context.call(listFamilyRecords, { accountId })
  await saveAsked(context.db, { accountId, patientIds, closesAt, at })
  const found = await findClosing(context.db, accountId)
  if (found?.status !== 'waiting') return
  await askAll(context, { accountId, patientIds: found.patient_ids, stage: 'begin' })
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
  const { state } = await call(endClosing, { accountId })
  if (state === 'undone') return saveUndone(db, accountId, clock.now())
  if (state === 'waiting') return
  await askAll(context, { accountId, patientIds: found.patient_ids, stage: 'end' })
  await saveClosed(db, accountId, clock.now())
}

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
