// The module audit: who read and who changed what, in chains that show each later change, and shown to the patient.
import { defineModule } from '../../platform/module.ts'
import { findPatients } from '../patients/contract.ts'
import { patientMerges } from '../patients/merging/contract.ts'
import { rows } from './access.ts'
import { verificationRoutes } from './chain/routes.ts'
import { createHearing } from './changes/hearing.ts'
import { changeRoutes } from './changes/routes.ts'
import { addCommands } from './commands.ts'
import { schedules, watchVerifications } from './jobs.ts'
import { subscriptions } from './merges/hearing.ts'
import { personalAnswers } from './personal/calls.ts'
import { keeps } from './personal/keeps.ts'
import { keepRead } from './reads/contract.ts'
import { readAnswers, recordElsewhere } from './reads/elsewhere.ts'
import { createRecorder } from './reads/recorder.ts'
import { readRoutes } from './reads/routes.ts'
import type { AuditTables } from './tables.ts'

export const audit = defineModule<AuditTables>({
  name: 'audit',
  summary: 'Who read and who changed what: the trail, its verification, and what a family sees of it.',
  uses: ['facilities', 'patients'],
  asks: [findPatients],
  hears: patientMerges,
  hearsAll: true,
  problems: [],
  powers: rows,
  keeps,
  open: (context) => {
    const recorder = createRecorder(context)
    const hearing = createHearing(context)
    const watch = watchVerifications(context)
    context.metrics.gauge('audit_reads_waiting', 'Reads that wait to be recorded', () => recorder.waiting)
    return {
      routes: [readRoutes(context), changeRoutes(context), verificationRoutes(context)],
      calls: [...personalAnswers(context), ...readAnswers(recorder)],
      recordReads: recorder.record,
      subscriptions: subscriptions(context),
      schedules: schedules(context),
      start: async () => {
        watch.start()
        if (context.config.role !== 'web') hearing.start()
      },
      stop: async () => {
        await Promise.all([watch.stop(), hearing.stop()])
        await recorder.idle()
      },
    }
  },
  standIn: recordElsewhere,
  standInAsks: [keepRead],
  addCommands,
})
