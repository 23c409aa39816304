// Closes the records of a family: who they are is sealed, and only staff who treat them open it again, with a reason.
import { dayInIndia } from '../../../platform/clock.ts'
import { type Id, referenceOf } from '../../../platform/id.ts'
import { originOfClosing, type PersonClosing } from '../../../platform/personal.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { type PatientId, patientClosed, patientOpened } from '../contract.ts'
import type { PatientsContext } from '../registration/steps.ts'
import type { Patient } from '../registration/store.ts'
import { legalEndOf } from '../rules.ts'
import { deleteFamily, findSealed, insertOpening, listIdentifiers, lockPatient, sealPerson } from './store.ts'

/** What stays of a closed person, sealed. */
export interface ClosedPerson {
  readonly name: string
  readonly birthDate: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly address: string | null
  readonly aadhaarHash: string | null
  readonly aadhaarLast4: string | null
  readonly identifiers: readonly { readonly system: string; readonly valueHash: string; readonly last4: string }[]
}

const placeOf = (id: PatientId): string => `patients.sealed_people.sealed ${id}`

/** Seals the people of a family and ends the family. A repeat, also after a crash half way, changes nothing more. */
export async function closeFamily(context: PatientsContext, closing: Omit<PersonClosing, 'stage'>): Promise<void> {
  for (const id of closing.patientIds) await closeRecord(context, closing, id)
  await transaction(context.db, (tx) => deleteFamily(tx, closing.accountId))
}

async function closeRecord(
  context: PatientsContext,
  closing: Omit<PersonClosing, 'stage'>,
  id: PatientId,
): Promise<void> {
  const { db, keys, clock } = context
  await transaction(db, async (tx) => {
    const patient = await lockPatient(tx, id)
    // The record may have moved to another family since the person asked.
    if (!patient || (patient.account_id !== null && patient.account_id !== closing.accountId)) return
    const numbers = await listIdentifiers(tx, id)
    const closed = toClosed(patient, numbers)
    const now = clock.now()
    const isNew = await sealPerson(tx, id, {
      sealed: keys.seal(JSON.stringify(closed), placeOf(id)),
      opensUntil: legalEndOf(dayInIndia(now)),
      pseudonym: referenceOf('CR', id),
      now,
    })
    if (isNew) await publish(tx, originOfClosing(closing), patientClosed, { patientId: id })
  })
}

function toClosed(patient: Patient, numbers: Awaited<ReturnType<typeof listIdentifiers>>): ClosedPerson {
  return {
    ...{ name: patient.name, birthDate: patient.birth_date },
    ...{ phone: patient.phone, email: patient.email, address: patient.address },
    ...{ aadhaarHash: patient.aadhaar_hash, aadhaarLast4: patient.aadhaar_last4 },
    identifiers: numbers.map(({ system, value_hash: valueHash, last4 }) => ({ system, valueHash, last4 })),
  }
}

/** Opens who a closed record belongs to, and keeps who asked and why. Undefined: nothing is sealed, or time is up. */
export async function openSealed(
  { db, keys, clock }: PatientsContext,
  asked: { readonly patientId: PatientId; readonly openedBy: Id<'account'>; readonly reason: string },
  origin: EventOrigin,
): Promise<(ClosedPerson & { readonly patient: Patient }) | undefined> {
  const { patientId } = asked
  return transaction(db, async (tx) => {
    const now = clock.now()
    const patient = await lockPatient(tx, patientId)
    const sealed = await findSealed(tx, patientId, dayInIndia(now))
    if (!patient || !sealed) return undefined
    await insertOpening(tx, asked, now)
    await publish(tx, origin, patientOpened, { patientId })
    return { ...(JSON.parse(keys.unseal(sealed, placeOf(patientId))) as ClosedPerson), patient }
  })
}
