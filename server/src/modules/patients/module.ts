// The module patients: people, their families, and the calls of other modules about them.

import { defineModule } from '../../platform/module.ts'
import { answerTo } from '../../platform/work/calls.ts'
import { locatePin } from '../facilities/contract.ts'
import { rows } from './access.ts'
import { addCommands } from './commands.ts'
import {
  familyFull,
  findPatients,
  type MatchAnswer,
  matchPatients,
  patientMayExist,
  registerPatient,
  showPatients,
} from './contract.ts'
import { tooManyNewMembers } from './family/problems.ts'
import { routes } from './family/routes.ts'
import { openPatientIndex } from './index/patient-index.ts'
import { matchRoutes } from './index/routes.ts'
import { listLikelySame } from './merging/contract.ts'
import { duplicateRoutes } from './merging/duplicate-routes.ts'
import { duplicateSubscriptions, findLikelySame } from './merging/duplicates.ts'
import { listPeople } from './merging/people-store.ts'
import { alreadyMerged, notMerged, notOpen } from './merging/problems.ts'
import { mergingRoutes } from './merging/routes.ts'
import { provePresence, tooManyLookUps } from './presence/contract.ts'
import { requirePresence } from './presence/steps.ts'
import { registrationRoutes } from './registration/routes.ts'
import { registerForAccount } from './registration/steps.ts'
import { listFacts } from './registration/store.ts'
import { mayBeShown } from './rules.ts'
import type { PatientsTables } from './tables.ts'

/** Decides for other modules which candidates staff may see, because this module understands the evidence. */
const withMayBeShown = ({ candidates, ...answer }: MatchAnswer) => ({
  ...answer,
  candidates: candidates.map((one) => ({ ...one, mayBeShown: mayBeShown(one.explanation) })),
})

export const patients = defineModule<PatientsTables>({
  name: 'patients',
  summary: 'Patients, the families under each account, and the index in which patients are found.',
  uses: ['facilities'],
  asks: [locatePin],
  problems: [familyFull, patientMayExist, tooManyLookUps, tooManyNewMembers, alreadyMerged, notMerged, notOpen],
  powers: rows,
  open: (opened) => {
    const index = openPatientIndex(opened)
    const context = { ...opened, index }
    return {
      routes: [
        routes(context),
        registrationRoutes(context),
        matchRoutes(context),
        mergingRoutes(context),
        duplicateRoutes(context),
      ],
      calls: [
        answerTo(findPatients, ({ patientIds }) => listFacts(context.pool, patientIds)),
        answerTo(matchPatients, async (query) => withMayBeShown(await index.match(query))),
        answerTo(showPatients, async ({ candidates }) => {
          const shown = candidates.filter(({ explanation }) => mayBeShown(explanation))
          const ids = shown.map(({ patientId }) => patientId)
          return [...(await listPeople(context.pool, ids)).values()]
        }),
        answerTo(listLikelySame, async ({ patientId }) => findLikelySame(context.db, patientId)),
        answerTo(provePresence, (asked) => requirePresence(context, asked)),
        answerTo(registerPatient, (stated) => registerForAccount(context, stated)),
      ],
      subscriptions: duplicateSubscriptions(context),
      schedules: [{ name: 'count-names', cron: '30 19 * * *', run: async () => void (await index.countNames()) }],
    }
  },
  addCommands,
})
