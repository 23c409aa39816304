// The route that prints a prescription, for the paper that a patient takes to any pharmacy.
import { object, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { Printed, printQuery, sendPrint } from '../../../platform/print/page.ts'
import { may } from '../access.ts'
import { PrescriptionId } from '../contract.ts'
import { permitPrescription } from '../reading/access.ts'
import { readView } from '../reading/routes.ts'
import type { PrescriptionsContext } from '../tables.ts'
import { toPrescriptionPrint } from './page.ts'

export const printingRoutes = (context: PrescriptionsContext) => (app: App) => {
  app.get(
    '/v1/prescriptions/:prescriptionId/print',
    {
      config: { access: may('prescription.read').at('record') },
      schema: {
        summary: 'Print a prescription',
        description:
          'For who may read it. The generic names stand in capitals. The head says when the version amends another, ' +
          'was replaced, or was stopped; without `version` you get the newest.',
        params: object({ prescriptionId: PrescriptionId }),
        querystring: object({
          version: Type.Optional(Type.Integer({ minimum: 1, maximum: 9_999, description: 'An older version.' })),
          ...printQuery,
        }),
        response: { 200: Printed },
      },
    },
    async (request, reply) => {
      const { version, language, form } = request.query
      const prescription = await permitPrescription(context, request, request.params.prescriptionId)
      const view = await readView(context, prescription, version)
      request.shows(prescription.patient_id)
      return sendPrint(context, reply, toPrescriptionPrint(view, language), form)
    },
  )
}
