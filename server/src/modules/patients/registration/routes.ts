// The route with which staff register a patient at the counter, with a warning if the patient may be known already.
import { actorOf } from '../../../platform/access.ts'
import { object, Type } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { Problem } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import { Aadhaar, contact, demographics, patientMayExist } from '../contract.ts'
import { PatientView, toView } from '../family/routes.ts'
import { showCandidates } from '../index/routes.ts'
import { countLookUp } from '../presence/steps.ts'
import { addWalkIn, findLikely, type PatientsContext, readPatient } from './steps.ts'

const Registration = object({
  ...demographics,
  ...contact,
  aadhaar: Type.Optional(Aadhaar),
  confirmedNew: Type.Optional(
    Type.Boolean({ description: 'True: you have compared the candidates, and none of them is this person.' }),
  ),
})

export const registrationRoutes = (context: PatientsContext) => (app: App) => {
  app.post(
    '/v1/patients/registrations',
    {
      config: { access: may('patient.register').at('anywhere') },
      schema: {
        summary: 'Register a patient who walks in',
        description:
          'The patient belongs to no account. If somebody like this is known, the answer is 409 `patient-may-exist` ' +
          'with `candidates` as in POST /v1/patients/match. The comparison counts as a look-up. Takes an ' +
          'Idempotency-Key.',
        body: Registration,
        response: { 201: PatientView },
      },
    },
    async (request, reply) => {
      const { confirmedNew = false, ...body } = request.body
      const stated = await readPatient(context, body)
      if (!confirmedNew) await countLookUp(context, actorOf(request).accountId)
      const likely = confirmedNew ? [] : await findLikely(context, stated)
      const candidates = await showCandidates(context, likely)
      // We refuse inside `once`. So a repeat gets the first answer, and no warning about its own patient.
      return once(context, request, reply, 201, async (tx) => {
        if (candidates.length > 0) throw new Problem(patientMayExist, { members: { candidates } })
        return toView(context, await addWalkIn(tx, context, stated, originOf(request)))
      })
    },
  )
}
