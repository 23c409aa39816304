// Answers what Sehat asks about the doses and bookings of a family: everything that is kept, and its closing.
import type { Context } from '../../../platform/module.ts'
import { closePersonOf, exportPersonOf, originOfClosing, type PersonClosing } from '../../../platform/personal.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { Engine } from '../bookings/engine.ts'
import { bookingEnded } from '../contract.ts'
import type { VaccinationTables } from '../tables.ts'
import { exportVaccination } from './export.ts'
import { deleteCounts, listBookingIds, listOpenBookings, unlinkRecord } from './store.ts'

type VaccinationContext = Context<VaccinationTables>

export const personalAnswers = (context: VaccinationContext, engine: Engine): CallAnswer[] => [
  answerTo(exportPersonOf('vaccination'), async ({ patientIds }) => ({
    sections: await exportVaccination(context, patientIds),
  })),
  answerTo(closePersonOf('vaccination'), async (asked) => {
    for (const id of asked.patientIds) await closeRecord(context, engine, asked, id)
    if (asked.stage === 'begin') return {}
    await transaction(context.db, (tx) => deleteCounts(tx, [asked.accountId, ...asked.patientIds]))
    return {}
  }),
]

/** Frees the seats of a record. At the end it is parted from the family. A repeat changes nothing. */
async function closeRecord(
  context: VaccinationContext,
  engine: Engine,
  closing: PersonClosing,
  id: PatientId,
): Promise<void> {
  const origin = originOfClosing(closing)
  for (const { id: bookingId, session_id: sessionId } of await listOpenBookings(context.db, id)) {
    const release = { kind: 'release', status: 'CANCELLED', bookingId, sessionId, origin } as const
    await engine.give({ ...release, repeatable: undefined }).catch(ignoreEnded)
  }
  if (closing.stage === 'begin') return
  const bookingIds = await listBookingIds(context.db, id)
  await transaction(context.db, (tx) => unlinkRecord(tx, id, bookingIds))
}

/** Somebody else ended the booking a moment before. */
function ignoreEnded(error: unknown): void {
  if (!(error instanceof Problem && error.type === bookingEnded)) throw error
}
