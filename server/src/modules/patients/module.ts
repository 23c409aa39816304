// The module patients: people, their families, and the calls of other modules about them.

import { dayInIndia } from '../../platform/clock.ts'
import { defineModule } from '../../platform/module.ts'
import { locatePin } from '../facilities/contract.ts'
import { rows } from './access.ts'
import { callAnswers } from './calls.ts'
import { addCommands } from './commands.ts'
import { familyFull, patientImported, patientMayExist, patientNotSealed, patientRegistered } from './contract.ts'
import { tooManyNewMembers } from './family/problems.ts'
import { routes } from './family/routes.ts'
import { deskRoutes } from './index/desk-routes.ts'
import { openPatientIndex } from './index/patient-index.ts'
import { matchRoutes } from './index/routes.ts'
import { patientMerged } from './merging/contract.ts'
import { duplicateRoutes } from './merging/duplicate-routes.ts'
import { duplicateSubscriptions } from './merging/duplicates.ts'
import { alreadyMerged, notMerged, notOpen } from './merging/problems.ts'
import { mergingRoutes } from './merging/routes.ts'
import { personalAnswers } from './personal/calls.ts'
import { keeps } from './personal/keeps.ts'
import { openingRoutes } from './personal/routes.ts'
import { deletePastSealed } from './personal/store.ts'
import { tooManyLookUps } from './presence/contract.ts'
import { registrationRoutes } from './registration/routes.ts'
import type { PatientsTables } from './tables.ts'

export const patients = defineModule<PatientsTables>({
  name: 'patients',
  summary: 'Patients, the families under each account, and the index in which patients are found.',
  uses: ['facilities'],
  asks: [locatePin],
  hears: [patientRegistered, patientImported],
  problems: [
    ...[familyFull, patientMayExist, patientNotSealed, patientMerged, tooManyLookUps, tooManyNewMembers],
    ...[alreadyMerged, notMerged, notOpen],
  ],
  powers: rows,
  keeps,
  open: (opened) => {
    const index = openPatientIndex(opened)
    const context = { ...opened, index }
    return {
      routes: [
        routes(context),
        registrationRoutes(context),
        matchRoutes(context),
        deskRoutes(context),
        mergingRoutes(context),
        duplicateRoutes(context),
        openingRoutes(context),
      ],
      calls: [...callAnswers(context), ...personalAnswers(context)],
      subscriptions: duplicateSubscriptions(context),
      schedules: [
        { name: 'count-names', cron: '30 19 * * *', run: async () => void (await index.countNames()) },
        {
          name: 'forget-sealed',
          cron: '40 19 * * *',
          run: async () => void (await deletePastSealed(opened.db, dayInIndia(opened.clock.now()))),
        },
      ],
    }
  },
  addCommands,
})
