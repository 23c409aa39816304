// Answers the calls of other modules about people.
import { dayInIndia } from '../../platform/clock.ts'
import { transaction } from '../../platform/postgres/db.ts'
import { invalidField } from '../../platform/problem.ts'
import { answerTo, type CallAnswer } from '../../platform/work/calls.ts'
import { HOLDER } from './access.ts'
import {
  changePhone,
  findPatients,
  type MatchAnswer,
  matchPatients,
  readBirth,
  registerPatient,
  showPatients,
} from './contract.ts'
import { listPeople } from './merging/people-store.ts'
import { answerReach } from './reaching/store.ts'
import { addToFamily, changePatientPhone, type PatientsContext } from './registration/steps.ts'
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
  answerTo(matchPatients, async (query) => withMayBeShown(await context.index.match(query))),
  answerTo(showPatients, async ({ candidates }) => {
    const shown = candidates.filter(({ explanation }) => mayBeShown(explanation))
    const ids = shown.map(({ patientId }) => patientId)
    return [...(await listPeople(context.pool, ids)).values()]
  }),
  answerTo(registerPatient, async (stated) => {
    const birth = readBirth(stated, dayInIndia(context.clock.now()))
    if ('pointer' in birth) throw invalidField(birth.pointer, birth.detail)
    const origin = { actorId: stated.accountId, role: HOLDER, requestId: stated.patientId }
    await transaction(context.db, (tx) => addToFamily(tx, context, { ...stated, ...birth }, origin))
    return { patientId: stated.patientId }
  }),
]
