// The routes that read the record of a patient: the banner, one visit wholly, and the list of visits.
import { dayInIndia } from '../../../platform/clock.ts'
import { Cursor, Instant, Limit, object, oneOf, page, type Static, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { Gender, PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { filterReadable, patientParams, permitReading, permitRecord, type Reader, visitParams } from '../care/access.ts'
import { Diagnosis, VisitId } from '../contract.ts'
import { listFindings } from '../findings/store.ts'
import { FindingView, toFindingView } from '../findings/views.ts'
import { FollowUpView, toFollowUpView } from '../follow-ups/routes.ts'
import { findFollowUp } from '../follow-ups/store.ts'
import { findDraft, listNotes } from '../notes/store.ts'
import { DraftView, NoteView, toDraftView, toNoteView } from '../notes/views.ts'
import { listOfPatients } from '../opening/store.ts'
import { toVisitView, toVisitViews, VisitView } from '../opening/views.ts'
import type { Visit, VisitsContext } from '../tables.ts'
import { toVitalsView, VitalsView } from '../vitals/routes.ts'
import { listVitals } from '../vitals/store.ts'
import { ageOf, lastVisit, newsOf } from './rules.ts'

const Person = object({
  patientId: PatientId,
  name: Type.String(),
  birthYear: Type.Integer(),
  ageYears: Type.Integer(),
  gender: Gender,
})

const News = object({
  kind: oneOf(['visit', 'allergy', 'problem']),
  at: Instant,
  id: Type.String({ description: 'The id of the visit or of the entry.' }),
})

const RecordView = object({
  patient: Person,
  allergies: Type.Array(FindingView),
  problems: Type.Array(FindingView),
  lastVisit: Type.Optional(VisitView),
  isNew: Type.Array(News, { description: 'What came since the last visit with the doctor who asks.' }),
  openUntil: Type.Optional({ ...Instant, description: 'Until then the care lets the reader in.' }),
})

export const recordRoutes = (context: VisitsContext) => (app: App) => {
  addRecord(app, context)
  addVisit(app, context)
  addVisits(app, context)
}

const VISITS_SEEN = 100
const NEWS_MAX = 10

function addRecord(app: App, context: VisitsContext): void {
  app.get(
    '/v1/patients/:patientId/record',
    {
      config: { access: may('visit.read').at('record') },
      schema: {
        summary: 'Read the record of a patient',
        description:
          'Who the patient is, allergies and problems, the last visit, and what is new. For the family, and for who ' +
          'treats the patient: from the arrival until some time after the visit. Entries that do not count any ' +
          'more are shown too. The patient sees who read it.',
        params: patientParams,
        response: { 200: RecordView },
      },
    },
    async (request) => {
      const reader = await permitRecord(context, request, request.params.patientId)
      const { patient, patientIds, doctor, care } = reader
      const findings = await listFindings(context.db, patientIds)
      const all = await listOfPatients(context.db, patientIds, { limit: VISITS_SEEN })
      const readable = await filterReadable(context, reader, all)
      const last = lastVisit(all)
      const until = Math.max(...care.map(({ until_at }) => until_at.getTime()))
      const { patientId, name, birthYear, gender } = patient
      return {
        patient: { patientId, name, birthYear, ageYears: ageOf(patient, dayInIndia(context.clock.now())), gender },
        allergies: findings.filter(({ kind }) => kind === 'allergy').map(toFindingView),
        problems: findings.filter(({ kind }) => kind === 'problem').map(toFindingView),
        ...(last && { lastVisit: await toVisitView(context, last) }),
        isNew: newsOf(readable, findings, doctor?.doctorId)
          .slice(0, NEWS_MAX)
          .map(({ kind, at, id }) => ({ kind, at: at.toISOString(), id })),
        ...(care.length > 0 && { openUntil: new Date(until).toISOString() }),
      }
    },
  )
}

const VisitRecord = object({
  ...VisitView.properties,
  vitals: Type.Array(VitalsView, { description: 'Also those that were corrected: see `corrects`.' }),
  notes: Type.Array(NoteView, { description: 'The signed versions, the newest first.' }),
  draft: Type.Optional({ ...DraftView, description: 'Only for the doctor of the visit.' }),
  followUp: Type.Optional(FollowUpView),
})

function addVisit(app: App, context: VisitsContext): void {
  app.get(
    '/v1/visits/:visitId',
    {
      config: { access: may('visit.read').at('record') },
      schema: {
        summary: 'Read a visit',
        description:
          'For the family, the doctor of the visit, the nurses of its hospital while it lasts, and who treats the ' +
          'patient in the same chain.',
        params: visitParams,
        response: { 200: VisitRecord },
      },
    },
    async (request) => {
      const { visit, reader } = await permitReading(context, request)
      const draft = isOwnDoctor(reader, visit) ? await findDraft(context.db, visit.id) : undefined
      const followUp = await findFollowUp(context.db, visit.id)
      return {
        ...(await toVisitView(context, visit)),
        vitals: (await listVitals(context.db, visit.id)).map(toVitalsView),
        notes: (await listNotes(context.db, [visit.id])).map(toNoteView),
        ...(draft && { draft: toDraftView(draft) }),
        ...(followUp && { followUp: toFollowUpView(followUp) }),
      }
    },
  )
}

const isOwnDoctor = ({ isFamily, doctor }: Reader, visit: Visit): boolean =>
  !isFamily && doctor !== undefined && doctor.doctorId === visit.doctor_id

const position = cursor({ openedAt: Instant, id: VisitId })
const ListedRecord = object({
  ...VisitView.properties,
  diagnoses: Type.Array(Diagnosis, { description: 'From the newest signed version of the note.' }),
})

function addVisits(app: App, context: VisitsContext): void {
  app.get(
    '/v1/patients/:patientId/visits',
    {
      config: { access: may('visit.read').at('record') },
      schema: {
        summary: 'List the visits of a patient',
        description:
          'The latest first. Who treats the patient sees those at hospitals of the same chain; a page may then hold ' +
          'fewer than `limit`.',
        params: patientParams,
        querystring: object({ limit: Limit, cursor: Type.Optional(Cursor) }),
        response: { 200: page(ListedRecord) },
      },
    },
    async (request) => {
      const reader = await permitRecord(context, request, request.params.patientId)
      const { limit, cursor: from } = request.query
      const before = position.read(from)
      const found = await listOfPatients(context.db, reader.patientIds, { limit: limit + 1, before })
      const { shown, next } = cutPage(found, limit, ({ opened_at, id }) =>
        position.write({ openedAt: opened_at.toISOString(), id }),
      )
      const readable = await filterReadable(context, reader, shown)
      return { items: await toListed(context, readable), ...next }
    },
  )
}

async function toListed(context: VisitsContext, visits: readonly Visit[]): Promise<Static<typeof ListedRecord>[]> {
  const views = await toVisitViews(context, visits)
  const notes = await listNotes(
    context.db,
    visits.map(({ id }) => id),
  )
  return views.map((view) => {
    // The newest version comes first.
    const newest = notes.find(({ visit_id }) => visit_id === view.visitId)
    return { ...view, diagnoses: newest?.body.diagnoses ?? [] }
  })
}
