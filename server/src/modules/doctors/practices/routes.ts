// The routes of practices: a hospital says on which terms a doctor sees patients there, and ends it.
import { isDeepStrictEqual } from 'node:util'
import { object, Paise, type Static, Type, text } from '../../../platform/contract.ts'
import { IfMatch, requireVersion, toTag } from '../../../platform/http/tagged.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { DepartmentCode, FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { DoctorId, doctorState, PracticeFacts, practiceChanged, practiceChangedMeanwhile } from '../contract.ts'
import { requireHospital } from '../hospitals/steps.ts'
import { upsertHospital } from '../hospitals/store.ts'
import { findDoctor, lockDoctor } from '../registration/store.ts'
import { toPracticeFacts } from '../rules.ts'
import { endChange, lockSchedule } from '../schedules/steps.ts'
import type { Doctor, DoctorsContext, DoctorsTables, Hospital, Practice } from '../tables.ts'
import { findPractice, insertPractice, updatePractice } from './store.ts'

const { revisitDays, opensDays, noticeMinutes, cancelUntilMinutes, isPublic, status } = PracticeFacts.properties
const Terms = object({
  department: Type.Optional(DepartmentCode),
  room: Type.Optional(text(50, { description: 'As on its door.' })),
  feePaise: Paise,
  revisitFeePaise: Type.Optional(Paise),
  revisitDays: Type.Optional(revisitDays),
  opensDays: Type.Optional(opensDays),
  noticeMinutes: Type.Optional(noticeMinutes),
  cancelUntilMinutes: Type.Optional(cancelUntilMinutes),
  isPublic: Type.Optional(isPublic),
  status: Type.Optional(status),
})
type Terms = Static<typeof Terms>

export const practiceParams = object({ doctorId: DoctorId, facilityId: FacilityId })

export const practiceRoutes = (context: DoctorsContext) => (app: App) => {
  app.put(
    '/v1/doctors/:doctorId/practices/:facilityId',
    {
      config: { access: may('practice.manage').at('place') },
      schema: {
        summary: 'Say on which terms a doctor sees patients at a hospital',
        description:
          'Replaces all terms. The default is the full fee for each visit, 30 days ahead, no notice, and public. ' +
          '`status: ended` ends the practice: its hours make no slots any more. With `If-Match` you do not overwrite ' +
          'a change by somebody else.',
        params: practiceParams,
        headers: IfMatch,
        body: Terms,
        response: { 200: PracticeFacts },
      },
    },
    async (request, reply) => {
      const { doctorId, facilityId } = request.params
      request.permit({ facilityId })
      if (!(await findDoctor(context.db, doctorId))) throw new Problem(notFound)
      const { feePaise, revisitFeePaise = feePaise } = request.body
      if (revisitFeePaise > feePaise) throw invalidField('/revisitFeePaise', 'must not be higher than feePaise')
      const hospital = await requireHospital(context, facilityId)
      const origin = originOfActor(request)
      const ifMatch = request.headers['if-match']
      const practice = await transaction(context.db, async (tx) => {
        const doctor = (await lockDoctor(tx, doctorId)) as Doctor
        if (doctor.status === 'ended') throw new Problem(doctorState, { members: { status: doctor.status } })
        await lockSchedule(tx, doctorId)
        const before = await findPractice(tx, doctorId, facilityId)
        if (before) requireVersion(before, ifMatch, practiceChangedMeanwhile)
        return savePractice(tx, { doctor, hospital, before }, request.body, origin)
      })
      void reply.header('etag', toTag(practice.version))
      return toPracticeFacts(practice)
    },
  )
}

interface Known {
  readonly doctor: Doctor
  readonly hospital: Hospital
  readonly before: Practice | undefined
}

/** Writes the terms of a locked schedule. Terms that stay the same make no version and no event. */
async function savePractice(
  tx: Tx<DoctorsTables>,
  { doctor, hospital, before }: Known,
  terms: Terms,
  origin: EventOrigin,
): Promise<Practice> {
  const stated: Practice = {
    ...{ cell: doctor.cell, doctor_id: doctor.id, facility_id: hospital.id, facility_cell: hospital.cell },
    department: terms.department ?? null,
    room: terms.room === undefined ? null : tidyText(terms.room).normalize('NFC'),
    fee_paise: terms.feePaise,
    revisit_fee_paise: terms.revisitFeePaise ?? terms.feePaise,
    revisit_days: terms.revisitDays ?? 0,
    opens_days: terms.opensDays ?? 30,
    notice_minutes: terms.noticeMinutes ?? 0,
    cancel_until_minutes: terms.cancelUntilMinutes ?? 0,
    is_public: terms.isPublic ?? true,
    status: terms.status ?? 'active',
    version: before?.version ?? 1,
  }
  if (before && isDeepStrictEqual(before, stated)) return before
  await upsertHospital(tx, hospital)
  const after = before ? { ...stated, version: before.version + 1 } : stated
  await (before ? updatePractice(tx, after) : insertPractice(tx, after))
  await publish(tx, origin, practiceChanged, toPracticeFacts(after))
  await endChange(tx, doctor.id, {}, origin)
  return after
}
