// The routes of a tube that is there: its order by the number that a scanner reads, and its label once more.
import { actorOf } from '../../../platform/access.ts'
import { object, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { Printed, printQuery, sendPrint } from '../../../platform/print/page.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { SpecimenId } from '../contract.ts'
import { requireOrder } from '../orders/access.ts'
import { requirePerson } from '../orders/people.ts'
import { listLines } from '../orders/store.ts'
import { OrderView, showOrder } from '../orders/views.ts'
import type { DiagnosticsContext } from '../tables.ts'
import { toLabel } from './label.ts'
import { findByAccession, findSpecimen } from './store.ts'

const Accession = Type.String({ pattern: '^[0-9]{6}-[0-9]{4,6}$', description: 'The number on the label.' })

export const specimenFindingRoutes = (context: DiagnosticsContext) => (app: App) => {
  addFinding(app, context)
  addLabel(app, context)
}

function addFinding(app: App, context: DiagnosticsContext): void {
  app.get(
    '/v1/diagnostics/specimens/:accession',
    {
      config: { access: may('laboratory.work').at('place') },
      schema: {
        summary: 'Find the order of a specimen by the number on its label',
        params: object({ accession: Accession }),
        querystring: object({ lab: FacilityId }),
        response: { 200: OrderView },
      },
    },
    async (request) => {
      const { lab } = request.query
      request.permit({ facilityId: lab })
      const specimen = await findByAccession(context.db, lab, request.params.accession)
      if (!specimen) throw new Problem(notFound)
      const order = await requireOrder(context, specimen.order_id)
      request.shows(order.patient_id)
      return showOrder(context, order, { isFamily: false, isLab: true })
    },
  )
}

function addLabel(app: App, context: DiagnosticsContext): void {
  app.get(
    '/v1/diagnostics/specimens/:specimenId/label',
    {
      config: { access: may('specimen.collect').at('record') },
      schema: {
        summary: 'Get the label of a specimen, to print',
        description: 'Of 50 by 25 mm: its number as text and as a code, the patient, the container and the tests.',
        params: object({ specimenId: SpecimenId }),
        querystring: object(printQuery),
        response: { 200: Printed },
      },
    },
    async (request, reply) => {
      const { language, form } = request.query
      const specimen = await findSpecimen(context.db, request.params.specimenId)
      if (!specimen) throw new Problem(notFound)
      const order = await requireOrder(context, specimen.order_id)
      const { facilityId } = actorOf(request)
      request.permit({ facilityId: [order.lab_facility_id, order.facility_id].find((place) => place === facilityId) })
      const { accession, collected_at } = specimen
      if (accession === null || collected_at === null) throw new Problem(notFound)
      request.shows(order.patient_id)
      const lines = await listLines(context.db, [order.id])
      const patient = await requirePerson(context, order.patient_id)
      const print = toLabel({ specimen: { ...specimen, accession, collected_at }, lines, patient, language })
      return sendPrint(context, reply, print, form)
    },
  )
}
