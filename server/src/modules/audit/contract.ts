// The contract of audit: its events, the reasons for which somebody may see a record, and the words for a fault.
import { Day, defineEvent, id, object, oneOf, Type } from '../../platform/contract.ts'

export const ReadId = id('read')
export const VerificationId = id('verification')

/** Why somebody could see a record. `own`, `care`, `grant` and `emergency` are for records that Sehat will have. */
export const Basis = oneOf(['own', 'care', 'facility', 'grant', 'emergency', 'official', 'system'], {
  description:
    'Why the person could see the record: `facility`: it lies at the place where they work. `official`: they are an ' +
    'official of the district or the country. `system`: an outside system that is linked to the patient. `care`: ' +
    'they treat the patient. `grant`: the patient allowed it. `emergency`: they declared an emergency.',
})

export const ChainName = oneOf(['reads', 'changes'], { description: 'The part of the audit trail.' })

const fault = {
  fault: oneOf(['missing', 'altered', 'moved', 'added', 'rewritten', 'unsigned'], {
    description:
      'What was done to the trail. `moved`: the row does not follow the row before it, so one of the two was changed ' +
      'or moved. `rewritten`: the end is not what Sehat signed. `unsigned`: the day has no signature.',
  }),
  day: Day,
  kind: Type.Optional(ChainName),
  cell: Type.Optional(Type.Integer({ minimum: 0, description: 'Number of the district; 0 for none.' })),
  seq: Type.Optional(Type.Integer({ description: 'The number of the row within its district and day.' })),
  rowId: Type.Optional(Type.String({ description: 'The id of the row, when it still exists.' })),
}

/** The first row of the trail that is not as Sehat wrote it. */
export const FaultView = object(fault)

const Digest = Type.String({ description: 'sha256 over the ends of all chains of the day, as hex.' })

/** A day of the audit trail has ended, and Sehat has signed it. */
export const daySealed = defineEvent(
  'audit.day-sealed.v1',
  null,
  object({ day: Day, chains: Type.Integer(), digest: Digest }),
)

/** Somebody changed the audit trail after it was written. */
export const tamperingFound = defineEvent(
  'audit.tampering-found.v1',
  null,
  object({ verificationId: VerificationId, ...fault }),
)
