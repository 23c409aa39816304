// Answers what Sehat asks about the appointments of a family: everything that is kept, and its closing.
import {
  closePersonOf,
  type ExportSection,
  exportPersonOf,
  headingsFrom,
  originOfClosing,
  type PersonClosing,
} from '../../../platform/personal.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import type { PatientId } from '../../patients/contract.ts'
import { type Engine, release } from '../booking/engine.ts'
import { nextStatus } from '../booking/states.ts'
import { listOfPatients, type ShownAppointment } from '../booking/store.ts'
import { labelOf } from '../queues/rules.ts'
import { listTokensOf, type OwnToken } from '../queues/store.ts'
import type { AppointmentsContext, WaitingEntry } from '../tables.ts'
import { leave } from '../waiting/steps.ts'
import { deleteOfPatients, listOfPatients as listOfPatientsWaiting } from '../waiting/store.ts'
import { deleteHolders, listIdsOf, unlinkFamily } from './store.ts'

const headings = headingsFrom({
  appointmentId: { en: 'Number of the appointment', hi: 'अपॉइंटमेंट का नंबर' },
  patientId: { en: 'Number of the record', hi: 'रिकॉर्ड का नंबर' },
  date: { en: 'Day', hi: 'दिन' },
  doctorName: { en: 'Doctor', hi: 'डॉक्टर' },
  hospital: { en: 'Hospital', hi: 'अस्पताल' },
  status: { en: 'State', hi: 'स्थिति' },
  reason: { en: 'Why you came', hi: 'आप क्यों आए' },
  askedAt: { en: 'Asked', hi: 'कब कहा' },
  fromOn: { en: 'From', hi: 'कब से' },
  untilOn: { en: 'Until', hi: 'कब तक' },
  part: { en: 'Time of day', hi: 'दिन का समय' },
  endedReason: { en: 'Why it ended', hi: 'क्यों ख़त्म हुआ' },
  tokenId: { en: 'Number of the token', hi: 'टोकन का नंबर' },
  label: { en: 'Number in the queue', hi: 'कतार में नंबर' },
  arrivedAt: { en: 'When you came', hi: 'आप कब आए' },
  calledAt: { en: 'When you were called', hi: 'कब बुलाया गया' },
  room: { en: 'Room', hi: 'कमरा' },
})

const EXPORTED_MAX = 10_000

const toRow = (one: ShownAppointment) => ({
  ...{ appointmentId: one.id, patientId: one.patient_id, date: one.held_on, doctorName: one.doctor_name },
  ...{ hospital: one.facility_name, status: one.status, reason: one.reason, endedReason: one.ended_reason },
})

const toSection = (found: readonly ShownAppointment[]): ExportSection => ({
  kind: 'appointments',
  title: { en: 'Appointments with doctors', hi: 'डॉक्टरों से अपॉइंटमेंट' },
  fields: headings('appointmentId', 'patientId', 'date', 'doctorName', 'hospital', 'status', 'reason', 'endedReason'),
  rows: found.map(toRow),
})

const toTokenRow = (one: OwnToken) => ({
  ...{ tokenId: one.id, patientId: one.patient_id, date: one.day, label: labelOf(one.letter, one.number) },
  ...{ status: one.status, arrivedAt: one.arrived_at.toISOString(), room: one.room, reason: one.reason },
  calledAt: one.called_at?.toISOString() ?? null,
})

const toTokenSection = (found: readonly OwnToken[]): ExportSection => ({
  kind: 'queue-numbers',
  title: { en: 'Numbers in queues', hi: 'कतारों में नंबर' },
  fields: headings('tokenId', 'patientId', 'date', 'label', 'status', 'arrivedAt', 'calledAt', 'room', 'reason'),
  rows: found.map(toTokenRow),
})

const toWaitingSection = (found: readonly WaitingEntry[]): ExportSection => ({
  kind: 'waiting',
  title: { en: 'Waiting lists', hi: 'प्रतीक्षा सूची' },
  fields: headings('patientId', 'askedAt', 'fromOn', 'untilOn', 'part', 'status'),
  rows: found.map(({ patient_id, asked_at, from_on, until_on, part, status }) => ({
    ...{ patientId: patient_id, askedAt: asked_at.toISOString(), fromOn: from_on, untilOn: until_on, part, status },
  })),
})

export const personalAnswers = (context: AppointmentsContext, engine: Engine): CallAnswer[] => [
  answerTo(exportPersonOf('appointments'), async ({ patientIds }) => {
    const found = patientIds.length === 0 ? [] : await listOfPatients(context.db, patientIds, EXPORTED_MAX)
    const tokens = patientIds.length === 0 ? [] : await listTokensOf(context.db, patientIds, EXPORTED_MAX)
    const waiting = await listOfPatientsWaiting(context.db, patientIds)
    return { sections: [toSection(found), toTokenSection(tokens), toWaitingSection(waiting)] }
  }),
  answerTo(closePersonOf('appointments'), async (closing) => {
    const { patientIds, accountId, stage } = closing
    for (const entry of await listOfPatientsWaiting(context.db, patientIds)) {
      await leave({ context, engine }, entry, originOfClosing(closing))
    }
    for (const id of patientIds) await closeRecord(context, engine, closing, id)
    if (stage === 'begin') return {}
    await transaction(context.db, async (tx) => {
      await deleteHolders(tx, accountId)
      await deleteOfPatients(tx, patientIds)
    })
    return {}
  }),
]

/** Frees the slots of a record. At the end it is parted from the family. A repeat changes nothing. */
async function closeRecord(
  context: AppointmentsContext,
  engine: Engine,
  closing: PersonClosing,
  patientId: PatientId,
): Promise<void> {
  const origin = originOfClosing(closing)
  for (const { id, status, slot_ids: slotIds } of await listOfPatients(context.db, [patientId], EXPORTED_MAX)) {
    const move = status === 'HELD' ? 'release' : 'cancel'
    if (nextStatus(status, move) === undefined) continue
    await release(engine, { move, by: 'staff', appointmentId: id, slotIds, origin })
  }
  if (closing.stage === 'begin') return
  const ids = await listIdsOf(context.db, patientId)
  await transaction(context.db, (tx) => unlinkFamily(tx, ids))
}
