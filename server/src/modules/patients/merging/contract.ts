// The contract of merging: which records are likely the same person as a patient.
import { defineCall, defineProblem, object, Type } from '../../../platform/contract.ts'
import { PatientId, patientsMerged, patientsUnmerged } from '../contract.ts'

/** What a module hears that keeps ids of patients. */
export const patientMerges = [patientsMerged, patientsUnmerged]

/**
 * Gives the records that are likely the same person: the open pairs of the list of duplicates. A module that holds
 * facts of a person may look whether the other record has them too. Ids only: nobody learns who the other record is.
 */
export const listLikelySame = defineCall('patients.list-likely-same', {
  input: object({ patientId: PatientId }),
  output: Type.Array(PatientId, { maxItems: 20 }),
  timeoutMs: 5_000,
})

/** Every module answers with it when somebody uses a record that was merged into another one. */
export const patientMerged = defineProblem(
  'patient-merged',
  409,
  'This record was merged with another record of the same person',
  'Book for the record that stays. What both records had counts there.',
)
