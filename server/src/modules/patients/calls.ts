// Answers the calls of other modules about people.
import { answerTo, type CallAnswer } from '../../platform/work/calls.ts'
import {
  changePhone,
  findPatients,
  type MatchAnswer,
  matchPatients,
  registerPatient,
  showPatients,
} from './contract.ts'
import { withVerified } from './index/hash-numbers.ts'
import { listLikelySame } from './merging/contract.ts'
import { findLikelySame } from './merging/duplicates.ts'
import { listPeople } from './merging/people-store.ts'
import { countLookUp as askLookUp, provePresence } from './presence/contract.ts'
import { countLookUp, requirePresence } from './presence/steps.ts'
import { answerReach } from './reaching/store.ts'
import { changePatientPhone, type PatientsContext, registerForAccount } from './registration/steps.ts'
import { listFacts } from './registration/store.ts'
import { mayBeShown } from './rules.ts'

/** Decides for other modules which candidates staff may see, because this module understands the evidence. */
const withMayBeShown = ({ candidates, ...answer }: MatchAnswer) => ({
  ...answer,
  candidates: candidates.map((one) => ({ ...one, mayBeShown: mayBeShown(one.explanation) })),
})

export const callAnswers = (context: PatientsContext): CallAnswer[] => [
  answerTo(changePhone, async (changed) => {
    await changePatientPhone(context, changed)
    return {}
  }),
  answerTo(findPatients, ({ patientIds }) => listFacts(context.pool, patientIds)),
  answerReach(context.pool),
  answerTo(matchPatients, async ({ verifiedSystems = [], ...query }) =>
    withMayBeShown(await context.index.match(withVerified(query, verifiedSystems))),
  ),
  answerTo(showPatients, async ({ candidates }) => {
    const shown = candidates.filter(({ explanation }) => mayBeShown(explanation))
    const ids = shown.map(({ patientId }) => patientId)
    return [...(await listPeople(context.pool, ids)).values()]
  }),
  answerTo(listLikelySame, async ({ patientId }) => findLikelySame(context.db, patientId)),
  answerTo(askLookUp, async ({ staffId }) => {
    await countLookUp(context, staffId)
    return {}
  }),
  answerTo(provePresence, (asked) => requirePresence(context, asked)),
  answerTo(registerPatient, (stated) => registerForAccount(context, stated)),
]
