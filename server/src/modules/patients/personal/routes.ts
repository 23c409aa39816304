// The route with which staff who treat a person open who a closed record belongs to.
import { actorOf } from '../../../platform/access.ts'
import { Day, object, Type, text } from '../../../platform/contract.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { Problem } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import { BirthYear, Gender, PatientId, patientNotSealed } from '../contract.ts'
import type { PatientsContext } from '../registration/steps.ts'
import { openSealed } from './closing.ts'

export const openingRoutes = (context: PatientsContext) => (app: App) => {
  app.post(
    '/v1/patients/:patientId/opening',
    {
      config: { access: may('patient.open').at('anywhere') },
      schema: {
        summary: 'See who a closed record belongs to',
        description:
          'For staff who treat somebody whose account is closed. Sehat keeps your name, the time and the reason as ' +
          'an emergency read. Each request is one more opening.',
        params: object({ patientId: PatientId }),
        body: object({ reason: text(400, { description: 'Why you need it for the treatment.' }) }),
        response: {
          200: object({
            ...{ patientId: PatientId, name: Type.String(), birthYear: BirthYear, gender: Gender },
            birthDate: Type.Optional(Day),
            phone: Type.Optional(Type.String()),
            address: Type.Optional(Type.String()),
            aadhaarLast4: Type.Optional(Type.String()),
          }),
        },
      },
    },
    async (request) => {
      const { patientId } = request.params
      const asked = { patientId, openedBy: actorOf(request).accountId as never, reason: request.body.reason }
      const opened = await openSealed(context, asked, originOfActor(request))
      if (!opened) throw new Problem(patientNotSealed)
      request.readBasis = 'emergency'
      const { patient, name, birthDate, phone, address, aadhaarLast4 } = opened
      return {
        ...{ patientId, name, birthYear: patient.birth_year, gender: patient.gender },
        ...(birthDate !== null && { birthDate }),
        ...(phone !== null && { phone }),
        ...(address !== null && { address }),
        ...(aadhaarLast4 !== null && { aadhaarLast4 }),
      }
    },
  )
}
