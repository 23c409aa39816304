// The module linkage: outside health systems link their patients to ours, and always get their answer.
import { defineModule } from '../../platform/module.ts'
import { findPatients, matchPatients, showPatients } from '../patients/contract.ts'
import { linkageProblems } from './contract.ts'
import { schedules } from './jobs.ts'
import { createLinking } from './linking.ts'
import { batchRoutes } from './routes/batch.ts'
import { customerRoutes } from './routes/customers.ts'
import { indexAnswerRoutes } from './routes/index-answers.ts'
import { linkRoutes } from './routes/links.ts'
import { operatorRoutes } from './routes/operators.ts'
import { patientRoutes } from './routes/patients.ts'
import { reviewRoutes } from './routes/reviews.ts'
import { workflowRoutes } from './routes/workflows.ts'
import type { LinkageTables } from './tables.ts'

export const linkage = defineModule<LinkageTables>({
  name: 'linkage',
  summary: 'Outside health systems link their patients to ours: workflows, mappings and callbacks.',
  uses: ['patients'],
  asks: [matchPatients, findPatients, showPatients],
  problems: linkageProblems,
  open: (context) => {
    const linking = createLinking(context)
    return {
      routes: [
        linkRoutes(context, linking),
        batchRoutes(linking),
        patientRoutes(context, linking),
        customerRoutes(context, linking),
        operatorRoutes(context, linking),
        reviewRoutes(context, linking),
        workflowRoutes(context),
        indexAnswerRoutes(context, linking),
      ],
      schedules: schedules(context),
      start: () => linking.start(),
      stop: () => linking.stop(),
    }
  },
})
