// The parts of billing that other modules may use: ids, words, events, calls that raise and reverse charges, problems.
import {
  Amount,
  Day,
  defineCall,
  defineEvent,
  defineProblem,
  id,
  nameText,
  object,
  oneOf,
  type Static,
  Type,
  text,
} from '../../platform/contract.ts'
import { FacilityId } from '../facilities/contract.ts'
import { PatientId } from '../patients/contract.ts'

export const ChargeId = id('charge')
export type ChargeId = Static<typeof ChargeId>

export const ChargeGroup = id('charge group')
export type ChargeGroup = Static<typeof ChargeGroup>

export const TaxCode = Type.String({
  pattern: '^[a-z]{1,30}(-[a-z]{1,30}){0,3}$',
  description: 'The kind of tax, such as `health-care`, `medicine` or `goods`.',
})
/** Services of a clinical establishment or a practitioner: exempt. The fee of a doctor has this code. */
export const HEALTH_CARE = 'health-care'

export const PriceCode = Type.String({
  pattern: '^[A-Z0-9]([A-Z0-9-]{0,28}[A-Z0-9])?$',
  description: 'Code in the price list of the facility, for example CBC or X-RAY-CHEST.',
})
export const PRICE_KINDS = ['consultation', 'medicine', 'test', 'procedure', 'registration', 'other'] as const
export const PriceKind = oneOf(PRICE_KINDS, { description: 'Where the price stands in the list.' })

const Version = Type.Integer({ minimum: 1, description: 'Grows by one with each change: an older event never wins.' })

/** A price of a facility, from a day on until the next one of the same code begins. Everybody may read it. */
export const PriceFacts = object({
  facilityId: FacilityId,
  code: PriceCode,
  validFrom: Day,
  name: nameText(100, { description: 'As on the board and on the bill.' }),
  kind: PriceKind,
  unitPricePaise: { ...Amount, description: 'Price of one, in paise, with the tax inside.' },
  taxCode: TaxCode,
  discountMaxBasisPoints: Type.Integer({
    minimum: 0,
    maximum: 10_000,
    description: 'The largest discount, in hundredths of a percent: 1000 is 10 %.',
  }),
  isOffered: Type.Boolean({ description: 'False: from this day on the facility does not sell it.' }),
  version: Version,
})
export type PriceFacts = Static<typeof PriceFacts>

export const CHARGE_STATUSES = ['OPEN', 'INVOICED', 'SETTLED', 'WAIVED', 'CANCELLED', 'CREDITED'] as const
export const ChargeStatus = oneOf(CHARGE_STATUSES, {
  description: 'An `OPEN` charge waits for its invoice. Nobody pays one that is `WAIVED` or `CANCELLED`.',
})
export type ChargeStatus = Static<typeof ChargeStatus>

export const Quantity = Type.Integer({ minimum: 1, maximum: 100_000, description: 'How many.' })

const SourceKind = Type.String({
  pattern: '^[a-z]+\\.[a-z]+(-[a-z]+)*$',
  description: 'What the charge is for: module and thing, such as `appointments.fee`.',
})
/** The thing that a charge is for. It has one charge, however often a module raises it. */
const source = {
  sourceKind: SourceKind,
  sourceId: id('source'),
  sourceLine: Type.Integer({ minimum: 0, maximum: 9_999 }),
}
export const ChargeSource = object(source)
export type ChargeSource = Static<typeof ChargeSource>

/** The lot of a medicine: the bill must name it, and nobody may charge more than the price printed on it. */
export const Batch = object({
  lot: text(40),
  maker: Type.Optional(text(200)),
  expiresOn: Day,
  mrpPaise: Type.Optional({ ...Amount, description: 'The printed price of one, with the tax inside.' }),
})
export type Batch = Static<typeof Batch>

const what = { ...source, quantity: Quantity, batch: Type.Optional(Batch) }

/** By the price list of the facility, or with an amount that the module knows. The tax is inside the amount. */
export const ChargeLine = Type.Union([
  object({ ...what, priceCode: PriceCode }),
  object({ ...what, text: text(200), unitPricePaise: Amount, taxCode: TaxCode }),
])
export type ChargeLine = Static<typeof ChargeLine>

/** Who caused it. A job hands in the origin of the event that it follows. */
const Origin = object({
  actorId: Type.Union([Type.String(), Type.Null()]),
  role: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  facilityId: Type.Optional(Type.String()),
  onBehalfOfId: Type.Optional(Type.String()),
  requestId: Type.String(),
})
export type Origin = Static<typeof Origin>

export const GroupSum = object({ chargeIds: Type.Array(ChargeId), totalPaise: Amount })
export type GroupSum = Static<typeof GroupSum>

const reason = text(500, { description: 'Staff read it.' })

/**
 * Raises charges that belong together, all or none. `group` is the id of what they are for, such as an appointment: its
 * district must be that of the facility. The price and the tax are those of today. When a line of a source is raised
 * again, the answer is the same as the first time, also after a reversal. Other lines of the same sources are refused
 * (`charges-differ`).
 *
 * A reversal that comes first finds nothing. So look after this call whether the source still stands, and reverse the
 * charges if it does not.
 */
export const raiseCharges = defineCall('billing.raise-charges', {
  input: object({
    group: ChargeGroup,
    facilityId: FacilityId,
    patientId: Type.Optional(PatientId),
    lines: Type.Array(ChargeLine, { minItems: 1, maxItems: 200 }),
    origin: Origin,
  }),
  output: GroupSum,
  timeoutMs: 5_000,
})

export const ReversalId = id('reversal')
export type ReversalId = Static<typeof ReversalId>

/**
 * Gives back the charges of a group, or those of some sources. What is open is cancelled. For what stands on an invoice
 * a credit note is written, with the price and the tax of that line, and what was paid for it becomes a refund that is
 * due (`refund-due`). A charge that is waived stays.
 *
 * With `quantity` only a part is given back; without it, all that is left. A part needs a `reversalId` of its own: the
 * same id again changes nothing and has the same answer. Without a `reversalId` a repeat finds nothing left, and the
 * answer is what all reversals of these charges together gave back. More than is left is refused
 * (`more-than-invoiced`, with `left`).
 */
export const reverseCharges = defineCall('billing.reverse-charges', {
  input: object({
    group: ChargeGroup,
    lines: Type.Optional(
      Type.Array(object({ ...source, quantity: Type.Optional(Quantity) }), { minItems: 1, maxItems: 200 }),
    ),
    reversalId: Type.Optional(ReversalId),
    reason,
    origin: Origin,
  }),
  output: GroupSum,
  timeoutMs: 5_000,
})

/**
 * How groups stand: an event may be late or lost, so a sweeper asks. `isSettled`: there are charges, and nothing is due
 * any more. A group without charges is not settled. An unknown group is in the answer, too.
 */
export const findSettlements = defineCall('billing.find-settlements', {
  input: object({ groups: Type.Array(ChargeGroup, { minItems: 1, maxItems: 100 }) }),
  output: Type.Array(object({ group: ChargeGroup, isSettled: Type.Boolean(), totalPaise: Amount, duePaise: Amount })),
  timeoutMs: 3_000,
})

const groupFacts = {
  group: ChargeGroup,
  facilityId: FacilityId,
  patientId: Type.Optional(PatientId),
  chargeIds: Type.Array(ChargeId),
  totalPaise: Amount,
}

/** Charges of a group are new and wait for their invoice. */
export const chargesRaised = defineEvent('billing.charges-raised.v1', 'facilityId', object(groupFacts))

/** Open charges of a group are cancelled. A charge that is reversed never opens again. */
export const chargesReversed = defineEvent('billing.charges-reversed.v1', 'facilityId', object(groupFacts))

/**
 * Nothing of the group is due any more: it is paid, waived, or there was nothing to pay. `chargeIds` are the charges
 * for which this is so, without those that were given back. It comes once for each time that this becomes true.
 */
export const chargesSettled = defineEvent('billing.charges-settled.v1', 'facilityId', object(groupFacts))

/** An administrator waived an open charge: nobody pays it. */
export const chargeWaived = defineEvent(
  'billing.charge-waived.v1',
  'chargeId',
  object({
    chargeId: ChargeId,
    group: ChargeGroup,
    facilityId: FacilityId,
    patientId: Type.Optional(PatientId),
    totalPaise: Amount,
  }),
)

/** A facility has set a price. */
export const priceChanged = defineEvent('billing.price-changed.v1', 'facilityId', PriceFacts)

export const chargesDiffer = defineProblem(
  'charges-differ',
  409,
  'This source has other charges already',
  'Send the same lines to get the first answer. To charge something else, reverse the charges and name a new source.',
)
export const chargeState = defineProblem(
  'charge-state',
  409,
  'The charge is in a state that does not allow this',
  'Look at `status`, and at `instead`: what may still be done with the charge. It is empty when nothing may.',
)
export const noPrice = defineProblem(
  'no-price',
  409,
  'The price list of the facility does not have this code today',
  'Look for the right code in the list, or ask an administrator of the facility to set the price of `code`.',
)
export const noTaxRate = defineProblem(
  'no-tax-rate',
  409,
  'No tax rate is known for this day',
  'Choose another `taxCode`. If it is right, the rates in data/taxes lack a row.',
)
export const pricePast = defineProblem(
  'price-past',
  409,
  'A price cannot change in the past',
  'Let it begin at `today` or later: bills of the days before show the old price.',
)
export const priceChangedMeanwhile = defineProblem(
  'price-changed-meanwhile',
  412,
  'Somebody else has changed this price since you read it',
  'Read it again, look at what is different, and repeat your change with `If-Match` and the newer ETag.',
)
export const discountTooHigh = defineProblem(
  'discount-too-high',
  409,
  'The discount is higher than the price list allows',
  'Give at most `maxPaise` for the line `line`, or ask an administrator to waive the charge.',
)
export const ownWaiver = defineProblem(
  'own-waiver',
  409,
  'You may not waive this charge yourself',
  'Another administrator must waive it: not the person who raised it, and nobody of the family of the patient.',
)
