// The routes of notes: the doctor of the visit saves a draft, and signs it.
import { object, Type, text } from '../../../platform/contract.ts'
import { IfMatch, toTag } from '../../../platform/http/tagged.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { may } from '../access.ts'
import { permitWriting, visitParams } from '../care/access.ts'
import { NoteBody } from '../contract.ts'
import type { VisitsContext } from '../tables.ts'
import { keepDraft, signNote } from './steps.ts'
import { DraftView, NoteView, toDraftView, toNoteView } from './views.ts'

export const noteRoutes = (context: VisitsContext) => (app: App) => {
  app.put(
    '/v1/visits/:visitId/draft',
    {
      config: { access: may('visit.treat').at('record') },
      schema: {
        summary: 'Save the draft of a note',
        description:
          'The doctor of the visit alone reads it. Name the version that you read in `If-Match`; leave it out for ' +
          'the first. When the same note was saved elsewhere meanwhile, the answer is 412 and nothing is lost.',
        params: visitParams,
        headers: IfMatch,
        body: object({ note: NoteBody }),
        response: { 200: DraftView },
      },
    },
    async (request, reply) => {
      const { visit } = await permitWriting(context, request)
      const saving = { note: request.body.note, ifMatch: request.headers['if-match'], origin: originOfActor(request) }
      const draft = await transaction(context.db, (tx) => keepDraft(tx, visit, saving))
      void reply.header('etag', toTag(draft.version))
      return toDraftView(draft)
    },
  )

  app.post(
    '/v1/visits/:visitId/notes',
    {
      config: { access: may('visit.treat').at('record') },
      schema: {
        summary: 'Sign the note of a visit',
        description:
          'A signed version never changes. A correction is the next version, with the reason in `amends`. The ' +
          'patient reads it. It ends the draft. Takes an Idempotency-Key.',
        params: visitParams,
        body: object({ note: NoteBody, amends: Type.Optional(text(500)) }),
        response: { 201: NoteView },
      },
    },
    async (request, reply) => {
      const { visit, reader } = await permitWriting(context, request)
      const { note, amends } = request.body
      const signing = { note, amends, doctor: reader.doctor, origin: originOfActor(request) }
      return once(context, request, reply, 201, async (tx) => toNoteView(await signNote(tx, visit, signing)))
    },
  )
}
