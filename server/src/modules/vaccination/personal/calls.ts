// Answers what Sehat asks about the bookings and doses of a family: everything that is kept, and its closing.
import type { Context } from '../../../platform/module.ts'
import { closePersonOf, type ExportSection, exportPersonOf, type PersonClosing } from '../../../platform/personal.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { Engine } from '../bookings/engine.ts'
import { findBooking } from '../bookings/store.ts'
import { bookingEnded } from '../contract.ts'
import type { VaccinationTables } from '../tables.ts'
import { listBookingIds, listCentreNames, listDoseVersions, listOpenBookings, unlinkBookings } from './store.ts'

type VaccinationContext = Context<VaccinationTables>

export const personalAnswers = (context: VaccinationContext, engine: Engine): CallAnswer[] => [
  answerTo(exportPersonOf('vaccination'), async ({ patientIds }) => ({
    sections: [await exportDoses(context, patientIds), await exportBookings(context, patientIds)],
  })),
  answerTo(closePersonOf('vaccination'), async (asked) => {
    for (const id of asked.patientIds) await closeRecord(context, engine, asked, id)
    return {}
  }),
]

/** Frees the seats of a record. At the end its bookings no longer name the account. A repeat changes nothing. */
async function closeRecord(
  context: VaccinationContext,
  engine: Engine,
  { accountId, stage }: PersonClosing,
  id: PatientId,
): Promise<void> {
  const origin = { actorId: null, requestId: accountId }
  for (const { id: bookingId, session_id: sessionId } of await listOpenBookings(context.db, id)) {
    const release = { kind: 'release', status: 'CANCELLED', bookingId, sessionId, origin } as const
    await engine.give({ ...release, repeatable: undefined }).catch(ignoreEnded)
  }
  if (stage === 'begin') return
  const ids = await listBookingIds(context.db, id)
  await transaction(context.db, (tx) => unlinkBookings(tx, ids))
}

/** Somebody else ended the booking a moment before. */
function ignoreEnded(error: unknown): void {
  if (!(error instanceof Problem && error.type === bookingEnded)) throw error
}

const PATIENT = { field: 'patientId', title: { en: 'Number of the record', hi: 'रिकॉर्ड का नंबर' } }
const SHARED = [
  { field: 'vaccine', title: { en: 'Vaccine', hi: 'टीका' } },
  { field: 'dose', title: { en: 'Dose', hi: 'खुराक' } },
  { field: 'centre', title: { en: 'Centre', hi: 'केंद्र' } },
]

/** All versions of the doses. The staff who gave them are third persons and are left out. */
async function exportDoses(context: VaccinationContext, ids: readonly PatientId[]): Promise<ExportSection> {
  const doses = (await Promise.all(ids.map((id) => listDoseVersions(context.db, id)))).flat()
  const names = await listCentreNames(
    context.db,
    doses.map(({ facility_id }) => facility_id),
  )
  return {
    kind: 'doses',
    title: { en: 'Doses', hi: 'लगे टीके' },
    fields: [
      PATIENT,
      ...SHARED,
      { field: 'lot', title: { en: 'Lot', hi: 'बैच' } },
      { field: 'givenAt', title: { en: 'Given', hi: 'कब लगा' } },
      { field: 'status', title: { en: 'State', hi: 'स्थिति' } },
    ],
    rows: doses.map((one) => ({
      ...{ patientId: one.patient_id, vaccine: `${one.course}: ${one.vaccine}`, dose: one.dose, lot: one.lot },
      ...{ centre: names.get(one.facility_id) ?? one.facility_id, givenAt: one.given_at.toISOString() },
      status: one.status,
    })),
  }
}

async function exportBookings(context: VaccinationContext, ids: readonly PatientId[]): Promise<ExportSection> {
  const bookingIds = (await Promise.all(ids.map((id) => listBookingIds(context.db, id)))).flat()
  const found = []
  for (const id of bookingIds) found.push(await findBooking(context.db, id))
  const bookings = found.filter((booking) => booking !== undefined)
  const names = await listCentreNames(
    context.db,
    bookings.map(({ facility_id }) => facility_id),
  )
  return {
    kind: 'bookings',
    title: { en: 'Bookings', hi: 'बुकिंग' },
    fields: [
      PATIENT,
      ...SHARED,
      { field: 'date', title: { en: 'Day', hi: 'दिन' } },
      { field: 'window', title: { en: 'Time', hi: 'समय' } },
      { field: 'bookedAt', title: { en: 'Booked', hi: 'बुकिंग कब की' } },
      { field: 'arrivedAt', title: { en: 'Arrived', hi: 'कब पहुँचे' } },
      { field: 'status', title: { en: 'State', hi: 'स्थिति' } },
    ],
    rows: bookings.map((one) => ({
      ...{ patientId: one.patient_id, vaccine: `${one.course}: ${one.vaccine}`, dose: one.dose },
      ...{ centre: names.get(one.facility_id) ?? one.facility_id, date: one.held_on, window: one.time_window },
      ...{ bookedAt: one.booked_at.toISOString(), arrivedAt: one.arrived_at?.toISOString() ?? null },
      status: one.status,
    })),
  }
}
