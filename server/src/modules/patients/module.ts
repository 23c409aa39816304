// The module patients: people, their families, and what other modules may ask of them.
import { answerTo } from '../../platform/calls.ts'
import { dayInIndia } from '../../platform/clock.ts'
import { transaction } from '../../platform/db.ts'
import { defineModule } from '../../platform/module.ts'
import { invalidField } from '../../platform/problem.ts'
import { locatePin } from '../facilities/contract.ts'
import {
  alreadyMerged,
  familyFull,
  findPatients,
  matchPatients,
  notMerged,
  patientMayExist,
  readBirth,
  registerPatient,
} from './contract.ts'
import { openPatientIndex } from './match-index.ts'
import { addToFamily } from './registration.ts'
import { matchRoutes } from './routes/match.ts'
import { mergingRoutes } from './routes/merging.ts'
import { registrationRoutes } from './routes/registrations.ts'
import { routes } from './routes.ts'
import { listFacts } from './store.ts'
import type { PatientsTables } from './tables.ts'

export const patients = defineModule<PatientsTables>({
  name: 'patients',
  summary: 'Patients, the families under each account, and the index in which patients are found.',
  uses: ['facilities'],
  asks: [locatePin],
  problems: [familyFull, patientMayExist, alreadyMerged, notMerged],
  open: (opened) => {
    const index = openPatientIndex(opened)
    const context = { ...opened, index }
    return {
      routes: [routes(context), registrationRoutes(context), matchRoutes(context), mergingRoutes(context)],
      calls: [
        answerTo(findPatients, ({ patientIds }) => listFacts(context.pool, patientIds)),
        answerTo(matchPatients, (query) => index.match(query)),
        answerTo(registerPatient, async (stated) => {
          const birth = readBirth(stated, dayInIndia(context.clock.now()))
          if ('pointer' in birth) throw invalidField(birth.pointer, birth.detail)
          const origin = { actorId: stated.accountId, requestId: stated.patientId }
          await transaction(context.db, (tx) => addToFamily(tx, context, { ...stated, ...birth }, origin))
          return { patientId: stated.patientId }
        }),
      ],
      schedules: [{ name: 'count-names', cron: '30 19 * * *', run: async () => void (await index.countNames()) }],
    }
  },
})
