// The route of registrations at the counter: staff register who walks in, and are warned of who is known already.
import { object, Type } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { Problem } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import { Aadhaar, contact, demographics, patientMayExist } from '../contract.ts'
import { PatientView, toView } from '../family/routes.ts'
import { showCandidates } from '../index/routes.ts'
import { addWalkIn, findLikely, type PatientsContext, readPatient } from './steps.ts'

const Registration = object({
  ...demographics,
  ...contact,
  aadhaar: Type.Optional(Aadhaar),
  confirmedNew: Type.Optional(
    Type.Boolean({ description: 'You have compared the candidates, and the person is none of them.' }),
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
          'with the same `candidates` as of POST /v1/patients/match. Takes an Idempotency-Key.',
        body: Registration,
        response: { 201: PatientView },
      },
    },
    async (request, reply) => {
      const { confirmedNew = false, ...body } = request.body
      const stated = await readPatient(context, body)
      const likely = confirmedNew ? [] : await findLikely(context, stated)
      const candidates = await showCandidates(context, likely)
      // Refused inside, so that a repeat gets its answer and is not told that the patient of the first try is known.
      return once(context, request, reply, 201, async (tx) => {
        if (candidates.length > 0) throw new Problem(patientMayExist, { members: { candidates } })
        return toView(await addWalkIn(tx, context, stated, originOf(request)))
      })
    },
  )
}
