// Proves that a person is present, makes the reference on the person's card, and limits how many people staff look up.
import type { Static } from '../../../platform/contract.ts'
import { referenceOf } from '../../../platform/id.ts'
import type { Keys } from '../../../platform/keys.ts'
import type { Context } from '../../../platform/module.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import type { PatientId } from '../contract.ts'
import type { PatientsContext } from '../registration/steps.ts'
import { findPatient } from '../registration/store.ts'
import { type provePresence, tooManyLookUps } from './contract.ts'
import { findProofFault } from './rules.ts'

/** No state has these two letters, so that nobody takes the reference of a person for that of a booking. */
const PREFIX = 'PT'

/** A UUID has 36 signs. `referenceOf` uses the last twelve of them. */
const ID_SIGNS = 36

/**
 * The reference of a person, such as PT-7F3K-9Q2M. It follows from the id by a key. So staff who know the id from a
 * search do not know the reference: they must read it from the card of the person.
 */
export function personReferenceOf(keys: Keys, patientId: PatientId): string {
  return referenceOf(PREFIX, keys.hash('reference', patientId).slice(0, ID_SIGNS))
}

const HOUR_SECONDS = 3_600

/** Counts one look-up of a person by this member of staff. Throws `tooManyLookUps` when there were too many. */
export async function countLookUp(
  { meter, config }: Pick<Context, 'meter' | 'config'>,
  staffId: string,
): Promise<void> {
  const { lookUpsPerHourMax: max } = config
  const retryAfterSeconds = await meter.take({ name: 'look-ups', max, seconds: HOUR_SECONDS }, staffId)
  if (retryAfterSeconds === 0) return
  const detail = `You may look up ${max} people in an hour. A colleague can help meanwhile.`
  throw new Problem(tooManyLookUps, { detail, retryAfterSeconds, members: { max } })
}

type Asked = Static<typeof provePresence.input>

/** Throws a 400 that names the field unless the proof shows that the patient is present. */
export async function requirePresence(
  context: PatientsContext,
  { patientId, proof, staffId }: Asked,
): Promise<{ patientId: PatientId }> {
  await countLookUp(context, staffId)
  const patient = await findPatient(context.db, patientId)
  if (!patient) throw invalidField('/patientId', 'is not a known patient; check the id')
  const known = {
    reference: personReferenceOf(context.keys, patientId),
    registeredBy: patient.registered_by,
    registeredAt: patient.created_at,
  }
  const fault = findProofFault(proof, known, { staffId, now: context.clock.now() })
  if (fault) throw invalidField(fault.pointer, fault.detail)
  return { patientId }
}
