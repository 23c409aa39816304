// The contract of grants: the events that tell of them. A grant lets the doctors of another chain read all visits.
import { defineEvent, Instant, object } from '../../../platform/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'

const facts = { patientId: PatientId, facilityId: FacilityId }

/** A family lets who treats the patient at this hospital read the visits elsewhere, or moves the end of that. */
export const grantGiven = defineEvent('visits.grant-given.v1', 'patientId', object({ ...facts, until: Instant }))
export const grantWithdrawn = defineEvent('visits.grant-withdrawn.v1', 'patientId', object(facts))
