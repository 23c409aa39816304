// How the charges of an answer look: with the tax of each, and for staff with the patient.
import { Amount, Day, Instant, object, type Static, Type } from '../../../platform/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { findPatients, Gender, PatientId } from '../../patients/contract.ts'
import { givenBackOf } from '../amounts.ts'
import { Batch, ChargeGroup, ChargeId, ChargeStatus, PriceCode, Quantity } from '../contract.ts'
import type { BillingContext, Charge } from '../tables.ts'

export const ChargeView = object({
  chargeId: ChargeId,
  group: ChargeGroup,
  facilityId: FacilityId,
  patientId: Type.Optional(PatientId),
  code: Type.Optional(PriceCode),
  text: Type.String(),
  hsnSac: Type.Optional(Type.String({ description: 'The number of the good or the service in the tax law.' })),
  quantity: Quantity,
  givenBack: Type.Optional(Type.Integer({ description: 'How many of them were given back. 0 is left out.' })),
  batch: Type.Optional(Batch),
  unitPricePaise: Amount,
  discountPaise: Amount,
  taxBasisPoints: Type.Integer({ description: 'The tax inside, in hundredths of a percent.' }),
  taxablePaise: Amount,
  cgstPaise: Amount,
  sgstPaise: Amount,
  totalPaise: Amount,
  status: ChargeStatus,
  chargedOn: { ...Day, description: 'The day in India whose price and tax hold.' },
  raisedAt: Instant,
  patient: Type.Optional(
    object(
      { name: Type.String(), birthYear: Type.Integer(), gender: Gender },
      { description: 'Only for staff, who check who stands before them.' },
    ),
  ),
})
export type ChargeView = Static<typeof ChargeView>

export function toChargeView(charge: Charge): ChargeView {
  return {
    ...{ chargeId: charge.id, group: charge.charge_group, facilityId: charge.facility_id },
    ...(charge.patient_id !== null && { patientId: charge.patient_id }),
    ...(charge.code !== null && { code: charge.code }),
    text: charge.text,
    ...(charge.hsn_sac !== null && { hsnSac: charge.hsn_sac }),
    ...(givenBackOf(charge) > 0 && { givenBack: givenBackOf(charge) }),
    ...toBatchView(charge),
    ...{ quantity: charge.quantity, unitPricePaise: charge.unit_price_paise, discountPaise: charge.discount_paise },
    ...{ taxBasisPoints: charge.basis_points, taxablePaise: charge.taxable_paise },
    ...{ cgstPaise: charge.cgst_paise, sgstPaise: charge.sgst_paise, totalPaise: charge.total_paise },
    ...{ status: charge.status, chargedOn: charge.charged_on, raisedAt: charge.raised_at.toISOString() },
  }
}

export function toBatchView({ lot, maker, expires_on, mrp_paise }: Charge): { batch?: Batch } {
  if (lot === null || expires_on === null) return {}
  const more = { ...(maker !== null && { maker }), ...(mrp_paise !== null && { mrpPaise: mrp_paise }) }
  return { batch: { lot, expiresOn: expires_on, ...more } }
}

/** The views for staff, each with its patient. */
export async function toStaffViews({ call }: BillingContext, charges: readonly Charge[]): Promise<ChargeView[]> {
  const patientIds = [...new Set(charges.flatMap(({ patient_id }) => patient_id ?? []))]
  const people = patientIds.length === 0 ? [] : await call(findPatients, { patientIds })
  const byId = new Map(people.map((one) => [one.patientId, one]))
  return charges.map((charge) => {
    const patient = charge.patient_id !== null && byId.get(charge.patient_id)
    const { name, birthYear, gender } = patient || {}
    const shown = name !== undefined && birthYear !== undefined && gender !== undefined
    return { ...toChargeView(charge), ...(shown && { patient: { name, birthYear, gender } }) }
  })
}
