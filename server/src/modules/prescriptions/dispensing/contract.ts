// The contract of dispensing: ids, states, events, and reasons for refusals.
import {
  defineEvent,
  defineProblem,
  Instant,
  id,
  object,
  oneOf,
  type Static,
  Type,
} from '../../../platform/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { PrescriptionId } from '../contract.ts'

export const DispenseId = id('dispense')
export type DispenseId = Static<typeof DispenseId>

/** FHIR's MedicationDispense: preparation, completed, cancelled, declined. */
export const DISPENSE_STATUSES = [
  ...(['PREPARING', 'PREPARED', 'CHARGED', 'READY', 'HANDED_OVER', 'REFUSED', 'ABANDONED'] as const),
] as const
export const DispenseStatus = oneOf(DISPENSE_STATUSES, {
  description:
    '`CHARGED`: it waits for the payment. `READY`: it may be handed over. `REFUSED`: the store has not enough. ' +
    '`ABANDONED`: it ended before it was handed over.',
})
export type DispenseStatus = Static<typeof DispenseStatus>

export const END_REASONS = ['by-hand', 'time', 'recall', 'short', 'refused', 'stopped'] as const
export const EndReason = oneOf(END_REASONS, {
  description:
    'Why it ended. `short`: the store has not enough any more. `refused`: billing refused the charges, or a step ' +
    'failed for an hour. `stopped`: the doctor stopped the prescription.',
})
export type EndReason = Static<typeof EndReason>

const facts = {
  dispenseId: DispenseId,
  prescriptionId: Type.Optional(PrescriptionId),
  facilityId: FacilityId,
  patientId: Type.Optional(PatientId),
}

/** The medicines are reserved in a store, and have their lots. */
export const dispensePrepared = defineEvent(
  'prescriptions.dispense-prepared.v1',
  'dispenseId',
  object({ ...facts, expiresAt: Instant }),
)
/** The medicines have left the pharmacy. The stock follows. */
export const dispenseHandedOver = defineEvent('prescriptions.dispense-handed-over.v1', 'dispenseId', object(facts))
/** It ended before it was handed over. What was held is given back. */
export const dispenseAbandoned = defineEvent(
  'prescriptions.dispense-abandoned.v1',
  'dispenseId',
  object({ ...facts, reason: EndReason }),
)
/** Medicines came back. The stock and the money follow. */
export const medicineReturned = defineEvent(
  'prescriptions.medicine-returned.v1',
  'dispenseId',
  object({ ...facts, number: Type.Integer({ minimum: 1, description: 'Number of the return of this dispense.' }) }),
)

export const moreThanPrescribed = defineProblem(
  'more-than-prescribed',
  409,
  'Less than this is left to dispense',
  'Give at most `left` of the line `lineKey`. What another pharmacy prepares now counts too.',
)
export const notEnoughStock = defineProblem(
  'dispense-short',
  409,
  'The store has not enough',
  'See `short`: what is free of each line. Give less, choose a substitute, or another store.',
)
export const substituteNotSame = defineProblem(
  'substitute-not-same',
  409,
  'This is not the same medicine',
  'Choose an item with the same ingredients, strength and form, or ask the doctor to amend the prescription.',
)
export const substitutionNotAllowed = defineProblem(
  'substitution-not-allowed',
  409,
  'The doctor wants to be asked before another brand is given',
  'Ask the doctor to amend the line `lineKey`.',
)
export const prescriptionNeeded = defineProblem(
  'prescription-needed',
  409,
  'This medicine is only given on a prescription',
  'Leave out `itemCode`, or dispense it from a prescription.',
)
export const notPaid = defineProblem(
  'dispense-not-paid',
  409,
  'The medicines are not paid yet',
  'The cashier takes `duePaise`. Then hand them over.',
)
export const secondPersonNeeded = defineProblem(
  'second-person-needed',
  409,
  'A medicine of Schedule X needs two people',
  'Another pharmacist than the one who hands it over must confirm it: POST /v1/dispenses/{dispenseId}/witness.',
)
export const dispenseState = defineProblem(
  'dispense-state',
  409,
  'The dispense is in a state that does not allow this',
  'Look at `status`, and at `may`: what may be done now.',
)
export const dispenseOver = defineProblem(
  'dispense-over',
  409,
  'This dispense has ended',
  'Look at `status`. Prepare the medicines anew if they are still wanted.',
)
export const prescriptionChanged = defineProblem(
  'prescription-changed',
  409,
  'The doctor has amended the prescription since this was prepared',
  'Read version `version` of the prescription. If the medicines are still right, repeat with `seenVersion`.',
)
export const returnTooMuch = defineProblem(
  'return-too-much',
  409,
  'More comes back than was handed over',
  'Take back at most `left` of `line`.',
)
export const notReturnable = defineProblem(
  'not-returnable',
  409,
  'This medicine cannot come back',
  'See `why`: `time` after seven days, `cold` if it must be cooled, `schedule` for Schedules H1 and X, `opened`.',
)

export const dispenseProblems = [
  ...[moreThanPrescribed, notEnoughStock, substituteNotSame, substitutionNotAllowed, prescriptionNeeded, notPaid],
  ...[secondPersonNeeded, dispenseState, dispenseOver, prescriptionChanged, returnTooMuch, notReturnable],
] as const
