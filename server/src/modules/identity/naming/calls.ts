// Answers how the holders of accounts are called.
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import { listNames } from '../accounts/store.ts'
import type { IdentityContext } from '../tables.ts'
import { findNames } from './contract.ts'

export const namingAnswers = ({ db }: IdentityContext): CallAnswer[] => [
  answerTo(findNames, ({ accountIds }) => listNames(db, accountIds)),
]
