// Answers what other modules ask about care: who may read a record, what a visit is, and which allergies are known.
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import type { PatientId } from '../../patients/contract.ts'
import { listFindings } from '../findings/store.ts'
import { findPerson } from '../merging.ts'
import { findVisit as findRow } from '../opening/store.ts'
import type { Visit, VisitsContext } from '../tables.ts'
import { type CareReader, type CareRecord, findVisit, listAllergies, mayRead } from './contract.ts'
import { basisOf, findFor, type Opened, readOpening } from './readers.ts'

export const careAnswers = (context: VisitsContext): CallAnswer[] => [
  answerTo(mayRead, async ({ reader, records }) => {
    const people = new Map<PatientId, Awaited<ReturnType<typeof lookUp>>>()
    for (const patientId of new Set(records.map((one) => one.patientId))) {
      const own = records.filter((one) => one.patientId === patientId).map(toOpened)
      people.set(patientId, await lookUp(context, reader, patientId, own))
    }
    return records.map((record) => people.get(record.patientId)?.(toOpened(record)) ?? {})
  }),
  answerTo(findVisit, async ({ visitId }) => {
    const visit = await findRow(context.db, visitId)
    return visit ? toFacts(visit) : null
  }),
  answerTo(listAllergies, async ({ patientId }) => {
    const { ids } = await findPerson(context, patientId)
    const known = (await listFindings(context.db, ids)).filter(
      ({ kind, status }) => kind === 'allergy' && status === 'active',
    )
    return {
      isNoneKnown: known.some(({ name }) => name === null),
      allergies: known.flatMap(({ id: findingId, name, severity }) =>
        name === null ? [] : [{ findingId, name, ...(severity !== null && { severity }) }],
      ),
    }
  }),
]

const toOpened = ({ facilityId, visitId }: CareRecord): Opened => ({
  facilityId: facilityId ?? null,
  visitId: visitId ?? null,
})

/** Gives a function that says what opens each record of one person to a reader. */
async function lookUp(context: VisitsContext, reader: CareReader, patientId: PatientId, records: readonly Opened[]) {
  const found = await findFor(context, reader, patientId)
  if (!found) return () => ({})
  const opens = await readOpening(context, found, records)
  const { accountId } = found
  return (record: Opened) => {
    const basis = basisOf(found.care.filter((one) => opens(one, record)))
    return {
      ...(accountId !== undefined && { accountId: accountId as CareReader['accountId'] }),
      ...(basis && { basis }),
    }
  }
}

const toFacts = (visit: Visit) => ({
  ...{ visitId: visit.id, facilityId: visit.facility_id, doctorId: visit.doctor_id, patientId: visit.patient_id },
  ...{ kind: visit.kind, status: visit.status, openedAt: visit.opened_at.toISOString() },
  ...(visit.appointment_id !== null && { appointmentId: visit.appointment_id }),
  ...(visit.consent_at !== null && { consentAt: visit.consent_at.toISOString() }),
  ...(visit.closed_at !== null && { closedAt: visit.closed_at.toISOString() }),
})
