// Answers how to reach the holders of accounts, and whose phone this is.
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import { findAccountByPhone, listReach } from '../accounts/store.ts'
import { reachAccounts } from '../contract.ts'
import type { IdentityContext } from '../tables.ts'
import { findAccountOfPhone } from './contract.ts'

export const reachingAnswers = ({ db, keys, pool }: IdentityContext): CallAnswer[] => [
  answerTo(reachAccounts, ({ accountIds }) => listReach(pool, accountIds)),
  answerTo(findAccountOfPhone, async ({ phone }) => {
    const account = await findAccountByPhone(db, keys.hash('phone', phone))
    return account ? { accountId: account.id } : null
  }),
]
