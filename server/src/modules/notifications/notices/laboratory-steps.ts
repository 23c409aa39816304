// Turns events of a laboratory into notices: to the family, and to the doctor who ordered a test that is critical.
import { timeInIndia } from '../../../platform/clock.ts'
import { cellOf } from '../../../platform/id.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import type {
  criticalFound,
  reportReleased,
  resultCorrected,
  specimenCollected,
  specimenRejected,
} from '../../diagnostics/contract.ts'
import { findDoctors } from '../../doctors/contract.ts'
import type { NotificationsContext } from '../tables.ts'
import { DAY_MS, findPlace, type Told, toNotice } from './steps.ts'
import { insertNotices } from './store.ts'
import { noteSubject, type SubjectKey } from './subject-store.ts'
import { CRITICAL, REPORT, SPECIMEN } from './subjects.ts'

/** A family that is away for some days still hears of it. */
const KEPT_MS = 7 * DAY_MS

const keyOf = (kind: string, orderId: string, id = orderId): SubjectKey => ({ cell: cellOf(orderId), kind, id })

/**
 * Tells the family once for each version of a report, and not what it says. What a doctor explains first is told when
 * the family may read it. A newer version takes the place of a message that has not left.
 */
export async function noteReport(context: NotificationsContext, event: Told<typeof reportReleased>): Promise<void> {
  const { orderId, labFacilityId: facilityId, patientId, version, isCorrected, readableFrom } = event.body
  const { place } = await findPlace(context, facilityId)
  const dueAt = new Date(readableFrom)
  const subject = keyOf(REPORT, orderId)
  const when = { dueAt, expiresAt: new Date(dueAt.getTime() + KEPT_MS) }
  const stated = { subject, subjectVersion: version, facilityId, ...when }
  const template = isCorrected ? 'result-corrected' : 'result-ready'
  const notice = toNotice(event, { kind: 'patient', id: patientId }, { template, params: { place } }, stated)
  await transaction(context.db, async (tx) => {
    await noteSubject(tx, subject, { version, isLive: true })
    await insertNotices(tx, [notice])
  })
}

/** Asks the person to come again, until a new specimen is taken. */
export async function noteRejected(context: NotificationsContext, event: Told<typeof specimenRejected>): Promise<void> {
  const { orderId, labFacilityId, orderedAtFacilityId: facilityId, patientId, expectedId } = event.body
  const { place } = await findPlace(context, labFacilityId)
  const dueAt = new Date(event.occurredAt)
  const subject = keyOf(SPECIMEN, orderId, expectedId)
  const when = { dueAt, expiresAt: new Date(dueAt.getTime() + KEPT_MS) }
  const worded = { template: 'specimen-again', params: { place } } as const
  const stated = { subject, subjectVersion: AWAITED, facilityId, ...when }
  const notice = toNotice(event, { kind: 'patient', id: patientId }, worded, stated)
  await transaction(context.db, async (tx) => {
    await noteSubject(tx, subject, { version: AWAITED, isLive: true })
    await insertNotices(tx, [notice])
  })
}

/** The versions of a specimen that is expected: until it is taken, and after. */
const AWAITED = 1
const TAKEN = 2

/** The new specimen is there. Somebody who gave it at once hears nothing. */
export async function noteCollected(
  { db }: NotificationsContext,
  event: Told<typeof specimenCollected>,
): Promise<void> {
  const { orderId, specimenId } = event.body
  const subject = keyOf(SPECIMEN, orderId, specimenId)
  await transaction(db, (tx) => noteSubject(tx, subject, { version: TAKEN, isLive: false }))
}

/**
 * Tells who ordered the test. Who else must know when the doctor does not answer, diagnostics decides: the page of
 * critical results asks them.
 */
export async function noteCritical(context: NotificationsContext, event: Told<typeof criticalFound>): Promise<void> {
  const {
    orderId,
    labFacilityId,
    orderedAtFacilityId: facilityId,
    doctorId,
    line,
    version,
    dueAt: answerBy,
  } = event.body
  const doctorIds = doctorId === undefined ? [] : [doctorId]
  const [doctor] = doctorIds.length === 0 ? [] : await context.call(findDoctors, { doctorIds })
  const subject = keyOf(CRITICAL, orderId, `${orderId} ${line}`)
  const id = doctor?.accountId
  const dueAt = new Date(event.occurredAt)
  const { place } = await findPlace(context, labFacilityId)
  const when = { dueAt, expiresAt: new Date(dueAt.getTime() + DAY_MS) }
  const params = { place, untilTime: timeInIndia(new Date(answerBy)) }
  const stated = { subject, subjectVersion: version, facilityId, ...when }
  const worded = { template: 'critical-result', params } as const
  await transaction(context.db, async (tx) => {
    await noteSubject(tx, subject, { version, isLive: true })
    if (id !== undefined) await insertNotices(tx, [toNotice(event, { kind: 'account', id }, worded, stated)])
  })
}

/** A newer version takes the place of a value that was critical. If it is critical, too, its own message follows. */
export async function noteChanged({ db }: NotificationsContext, event: Told<typeof resultCorrected>): Promise<void> {
  const { orderId, line, version } = event.body
  const subject = keyOf(CRITICAL, orderId, `${orderId} ${line}`)
  await transaction(db, (tx) => noteSubject(tx, subject, { version, isLive: true }))
}
