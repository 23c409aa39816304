// The module linkage: outside health systems link their patients to ours, and always get an answer.

import { defineModule } from '../../platform/module.ts'
import { findPatients, matchPatients, showPatients } from '../patients/contract.ts'
import { patientMerges } from '../patients/merging/contract.ts'
import { batchRoutes } from './accepting/batch-routes.ts'
import { linkRoutes } from './accepting/routes.ts'
import { rows } from './access.ts'
import { addCommands } from './commands.ts'
import { linkageProblems } from './contract.ts'
import { customerRoutes } from './customers/routes.ts'
import { demo } from './demo.ts'
import { schedules } from './jobs.ts'
import { createLinking } from './linking.ts'
import { patientRoutes } from './mappings/routes.ts'
import { subscriptions } from './objections/steps.ts'
import { operatorRoutes } from './oversight/operator-routes.ts'
import { reviewRoutes } from './oversight/review-routes.ts'
import { workflowRoutes } from './oversight/workflow-routes.ts'
import { personalAnswers } from './personal/calls.ts'
import { keeps } from './personal/keeps.ts'
import { indexAnswerRoutes } from './searching/routes.ts'
import { ownCallbackRoutes } from './self-service/callback-routes.ts'
import { selfServiceRoutes } from './self-service/routes.ts'
import { ownSecretRoutes } from './self-service/secret-routes.ts'
import type { LinkageTables } from './tables.ts'

export const linkage = defineModule<LinkageTables>({
  name: 'linkage',
  summary: 'Outside health systems link their patients to ours: workflows, mappings and callbacks.',
  uses: ['patients'],
  asks: [matchPatients, findPatients, showPatients],
  hears: patientMerges,
  problems: linkageProblems,
  powers: rows,
  keeps,
  demo,
  open: (context) => {
    const linking = createLinking(context)
    return {
      routes: [
        linkRoutes(context, linking),
        batchRoutes(context, linking),
        patientRoutes(context, linking),
        customerRoutes(context, linking),
        selfServiceRoutes(context, linking),
        ownCallbackRoutes(context, linking),
        ownSecretRoutes(context, linking),
        operatorRoutes(context, linking),
        reviewRoutes(context, linking),
        workflowRoutes(context),
        indexAnswerRoutes(context, linking),
      ],
      calls: personalAnswers(context),
      subscriptions: subscriptions(context),
      schedules: schedules(context, linking),
      start: () => linking.start(),
      stop: () => linking.stop(),
      fault: () => (linking.requests.fault() === undefined ? undefined : 'requests to link cannot be accepted now'),
    }
  },
  addCommands,
})
