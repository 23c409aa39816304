// The fee of an appointment or a walk-in: it is raised when somebody books or comes, and reversed when it ends unseen.
// What cannot be done for an hour, or is refused, is stuck: staff see it, and try again or settle it by hand.
import { transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type EventEnvelope, type EventOrigin, originOfEvent } from '../../../platform/work/outbox.ts'
import {
  type ChargeGroup,
  type ChargeSource,
  HEALTH_CARE,
  raiseCharges,
  reverseCharges,
} from '../../billing/contract.ts'
import type { AppointmentFacts } from '../contract.ts'
import type { TokenFacts } from '../queues/contract.ts'
import { findToken } from '../queues/store.ts'
import type { AppointmentsContext } from '../tables.ts'
import { type Fee, findFeeOfAppointment, findFeeOfWalkIn } from './sources.ts'
import { deleteStuck, type FeeDeed, upsertStuck } from './store.ts'

type Told = EventEnvelope<AppointmentFacts>
type ToldToken = EventEnvelope<TokenFacts>

/** For billing an appointment or a walk-in is a group of charges, and the source of its fee. */
const groupOf = ({ id }: Fee): ChargeGroup => id as string as ChargeGroup
const sourceOf = ({ kind, id }: Fee): ChargeSource => ({
  sourceKind: kind === 'appointment' ? 'appointments.fee' : 'appointments.walk-in-fee',
  sourceId: id as string as ChargeSource['sourceId'],
  sourceLine: 1,
})

/** Raises the fee of a booking. A repeat raises nothing more. */
export async function chargeFee(context: AppointmentsContext, event: Told): Promise<void> {
  const fee = await findFeeOfAppointment(context.db, event.body.appointmentId)
  if (fee) await orStuck(context, event, 'charge', fee)
}

/** Reverses the fee, once: a second time there is nothing left to reverse. */
export async function reverseFee(context: AppointmentsContext, event: Told): Promise<void> {
  const fee = await findFeeOfAppointment(context.db, event.body.appointmentId)
  if (fee) await orStuck(context, event, 'reversal', fee)
}

/** Raises the fee of a walk-in. The token after a transfer brings no fee of its own. */
export async function chargeWalkIn(context: AppointmentsContext, event: ToldToken): Promise<void> {
  const fee = await findFeeOfWalkIn(context.db, event.body.tokenId)
  if (fee) await orStuck(context, event, 'charge', fee)
}

/** Reverses the fee of a walk-in who left before anybody served them. */
export async function reverseWalkIn(context: AppointmentsContext, event: ToldToken): Promise<void> {
  const token = await findToken(context.db, event.body.tokenId)
  if (!token || token.fee_id === null) return
  const fee = await findFeeOfWalkIn(context.db, token.fee_id)
  if (fee?.isOver) await orStuck(context, event, 'reversal', fee)
}

const WORK: Readonly<Record<FeeDeed, typeof charge>> = { charge, reversal: reverse }

/** Events come in any order: when it has ended meanwhile, its end found nothing to reverse, so this reverses it. */
async function charge(context: AppointmentsContext, fee: Fee, origin: EventOrigin): Promise<void> {
  const { facilityId, patientId, paise: unitPricePaise, doctorName } = fee
  if (unitPricePaise === 0) return
  const text = `Consultation, Dr ${doctorName}`.slice(0, 200)
  const line = { ...sourceOf(fee), quantity: 1, text, unitPricePaise, taxCode: HEALTH_CARE }
  await context.call(raiseCharges, { group: groupOf(fee), facilityId, patientId, lines: [line], origin })
  if ((await again(context, fee))?.isOver) await reverse(context, fee, origin)
}

async function reverse({ call }: AppointmentsContext, fee: Fee, origin: EventOrigin): Promise<void> {
  await call(reverseCharges, { group: groupOf(fee), reason: 'The doctor has not seen the patient', origin })
}

const again = ({ db }: AppointmentsContext, { kind, id }: Fee): Promise<Fee | undefined> =>
  kind === 'appointment' ? findFeeOfAppointment(db, id as never) : findFeeOfWalkIn(db, id as never)

const HOUR_MS = 3_600_000

/** The queue repeats what failed for an hour. Then, or when billing refuses it, a repeat alone does not help. */
async function orStuck(context: AppointmentsContext, event: Told | ToldToken, deed: FeeDeed, fee: Fee): Promise<void> {
  try {
    await WORK[deed](context, fee, originOfEvent(event))
  } catch (error) {
    const isOld = context.clock.now().getTime() - new Date(event.occurredAt).getTime() >= HOUR_MS
    if (!isOld && !isRefused(error)) throw error
    await noteStuck(context, fee, deed, error)
  }
}

const isRefused = (error: unknown): boolean => error instanceof Problem && error.type.status < 500

async function noteStuck({ db, clock, log }: AppointmentsContext, fee: Fee, deed: FeeDeed, error: unknown) {
  const { cell, id, kind, facilityId } = fee
  log.warn({ err: error, kind, sourceId: id, deed }, 'a fee is stuck; staff must look at it')
  const problem = error instanceof Problem ? error.type.slug : 'unavailable'
  const stuck = {
    ...{ cell, source_id: id, kind, deed, facility_id: facilityId, problem, failed_at: clock.now() },
    ...{ settled_at: null, settled_by: null, settled_reason: null },
  }
  await transaction(db, (tx) => upsertStuck(tx, stuck))
}

/** Tries again what is stuck. It stops at what fails again. */
export async function retryFee(
  context: AppointmentsContext,
  fee: Fee,
  deeds: readonly FeeDeed[],
  origin: EventOrigin,
): Promise<void> {
  const { cell, id } = fee
  for (const deed of deeds) {
    try {
      await WORK[deed](context, fee, origin)
    } catch (error) {
      return noteStuck(context, fee, deed, error)
    }
    await transaction(context.db, (tx) => deleteStuck(tx, { cell, source_id: id, deed }))
  }
}
