// The contract of privacy: purposes of consents, ids, events and problems.
import { defineEvent, defineProblem, Instant, id, object, oneOf, type Static, Type } from '../../platform/contract.ts'
import { AccountId } from '../identity/contract.ts'
import { PatientId } from '../patients/contract.ts'

export const ConsentId = id('consent')
export type ConsentId = Static<typeof ConsentId>
export const ExportId = id('export')
export type ExportId = Static<typeof ExportId>

/** What people say yes or no to. Each purpose is obeyed by a module: linkage asks before each link. */
export const Purpose = oneOf(['linking'], {
  description: '`linking`: outside health systems may link their patient to this record.',
})
export type Purpose = Static<typeof Purpose>

export const TextVersion = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}$',
  description: 'The version of the words that the person saw: the month in which they were written.',
})

/** Somebody said yes or no for a patient. */
export const consentChanged = defineEvent(
  'privacy.consent-changed.v1',
  'patientId',
  object({ patientId: PatientId, consentId: ConsentId, purpose: Purpose, isGiven: Type.Boolean(), decidedAt: Instant }),
)

const exportFacts = object({ exportId: ExportId, accountId: AccountId })
/** Somebody asked for all that is kept of the own family. */
export const exportAsked = defineEvent('privacy.export-asked.v1', 'exportId', exportFacts)
/** It can be fetched for a day. */
export const exportReady = defineEvent('privacy.export-ready.v1', 'exportId', exportFacts)
/** The holder of the account fetched it. */
export const exportTaken = defineEvent('privacy.export-taken.v1', 'exportId', exportFacts)

export const exportNotReady = defineProblem(
  'export-not-ready',
  409,
  'Your data is still being gathered',
  'Ask again in a minute.',
)
