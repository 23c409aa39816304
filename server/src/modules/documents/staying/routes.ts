// The route of who is at a facility, or was a short time ago: reception chooses for whom it adds a document.
import { Cursor, Instant, Limit, object, page, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { BirthYear, findPatients, Gender, PatientId } from '../../patients/contract.ts'
import { VisitId } from '../../visits/contract.ts'
import { may } from '../access.ts'
import type { DocumentsContext } from '../tables.ts'
import { listStays } from './store.ts'

const position = cursor({ visitId: VisitId })

const StayView = object({
  visitId: VisitId,
  patientId: PatientId,
  patient: Type.Optional(object({ name: Type.String(), birthYear: BirthYear, gender: Gender })),
  until: { ...Instant, description: 'Until then reception and laboratory may add documents.' },
})

export const stayRoutes = (context: DocumentsContext) => (app: App) => {
  app.get(
    '/v1/documents/stays',
    {
      config: { access: may('stay.read').at('place') },
      schema: {
        summary: 'List the patients to whom the facility may add documents',
        description: 'Who has a visit there, or had one a short time ago. The newest visit first.',
        querystring: object({ facility: FacilityId, limit: Limit, cursor: Type.Optional(Cursor) }),
        response: { 200: page(StayView) },
      },
    },
    async (request) => {
      const { facility: facilityId, limit, cursor: text } = request.query
      request.permit({ facilityId })
      const asked = { facilityId, now: context.clock.now(), before: position.read(text)?.visitId, limit: limit + 1 }
      const found = await listStays(context.db, asked)
      const { shown, next } = cutPage(found, limit, ({ visit_id }) => position.write({ visitId: visit_id }))
      const people = await context.call(findPatients, { patientIds: [...new Set(shown.map((one) => one.patient_id))] })
      const patients = new Map(people.map((one) => [one.patientId, one]))
      const items = shown.map(({ visit_id, patient_id, until_at }) => {
        const known = patients.get(patient_id)
        return {
          ...{ visitId: visit_id, patientId: patient_id, until: until_at.toISOString() },
          ...(known && { patient: { name: known.name, birthYear: known.birthYear, gender: known.gender } }),
        }
      })
      return { items, ...next }
    },
  )
}
