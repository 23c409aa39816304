// The module patients: people, their families, and what other modules may ask of them.
import { answerTo } from '../../platform/calls.ts'
import { dayInIndia } from '../../platform/clock.ts'
import { transaction } from '../../platform/db.ts'
import { defineModule } from '../../platform/module.ts'
import { invalidField } from '../../platform/problem.ts'
import { locatePin } from '../facilities/contract.ts'
import { familyFull, findPatients, readBirth, registerPatient } from './contract.ts'
import { addToFamily } from './registration.ts'
import { routes } from './routes.ts'
import { listFacts } from './store.ts'
import type { PatientsTables } from './tables.ts'

export const patients = defineModule<PatientsTables>({
  name: 'patients',
  summary: 'Patients and the families under each account.',
  uses: ['facilities'],
  asks: [locatePin],
  problems: [familyFull],
  open: (context) => ({
    routes: [routes(context)],
    calls: [
      answerTo(findPatients, ({ patientIds }) => listFacts(context.pool, patientIds)),
      answerTo(registerPatient, async (stated) => {
        const birth = readBirth(stated, dayInIndia(context.clock.now()))
        if ('pointer' in birth) throw invalidField(birth.pointer, birth.detail)
        const origin = { actorId: stated.accountId, requestId: stated.patientId }
        await transaction(context.db, (tx) => addToFamily(tx, context, { ...stated, ...birth }, origin))
        return { patientId: stated.patientId }
      }),
    ],
  }),
})
