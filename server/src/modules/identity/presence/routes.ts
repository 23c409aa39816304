// The route with which staff have a code sent to the phone of a person who says that they are there.
import { actorOf } from '../../../platform/access.ts'
import { Instant, object, Type } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import type { App } from '../../../platform/module.ts'
import { forbidden, notFound, Problem } from '../../../platform/problem.ts'
import { type FacilityId, findFacility } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { countLookUp } from '../../patients/presence/contract.ts'
import { may } from '../access.ts'
import type { AccountId } from '../contract.ts'
import type { IdentityContext } from '../tables.ts'
import { findFamily, sendCode } from './steps.ts'

export const presenceRoutes = (context: IdentityContext) => (app: App) => {
  app.post(
    '/v1/patients/:patientId/presence-codes',
    {
      config: { access: may('presence.ask').at('place') },
      schema: {
        summary: 'Send a code that proves that a patient is here',
        description:
          'An SMS with digits goes to the phone that the patient or the head of the family has proven. It names the ' +
          'place where you work now. The person reads the digits out, and you send them as `proof` of a walk-in, a ' +
          'visit, or a dose had elsewhere. The code is valid for ten minutes, once, for this patient at this place. ' +
          'Who asks again gets the same code. The answer shows nothing of the patient. Counts as a look-up.',
        params: object({ patientId: PatientId }),
        response: {
          202: object({ expiresAt: Instant, expiresInSeconds: Type.Integer(), resendAfterSeconds: Type.Integer() }),
        },
      },
    },
    async (request, reply) => {
      const { patientId } = request.params
      const { accountId: staffId, facilityId } = actorOf(request)
      if (facilityId === undefined) throw new Problem(forbidden)
      request.permit({ facilityId, cell: cellOf(facilityId) })
      await context.call(countLookUp, { staffId: staffId as AccountId })
      const accountId = await findFamily(context, patientId)
      if (accountId === undefined) throw new Problem(notFound)
      const about = { accountId, patientId, facilityId: facilityId as FacilityId }
      const place = await context.call(findFacility, { facilityId: about.facilityId })
      if (!place) throw new Problem(notFound)
      const sent = await sendCode(context, { ...about, place: place.name })
      void reply.code(202)
      return sent
    },
  )
}
