// An account as its holder sees it: the roles and powers of this sign-in, and the workplaces to choose from.
import type { Actor } from '../../../platform/auth.ts'
import { CellNumber, Instant, object, oneOf, type Static, Type } from '../../../platform/contract.ts'
import { type PowerTable, ROLES } from '../../../platform/powers.ts'
import { ChainId, FacilityId } from '../../facilities/contract.ts'
import { PatientId, PersonName } from '../../patients/contract.ts'
import { AccountId, WorkplaceId } from '../contract.ts'
import type { Account, Workplace } from '../tables.ts'

export const Roles = Type.Array(oneOf(ROLES))
const Powers = Type.Array(Type.String(), { description: 'What these roles may do, as the routes ask for it.' })

const places = {
  facilityId: Type.Optional(FacilityId),
  chainId: Type.Optional(ChainId),
  districtCell: Type.Optional(CellNumber),
}

export const WorkplaceView = object({
  workplaceId: WorkplaceId,
  kind: oneOf(['facility', 'chain', 'district', 'nation'], { description: 'Where the roles hold.' }),
  ...places,
  placeName: Type.Optional(Type.String({ description: 'Of the facility, chain or district.' })),
  roles: Roles,
  powers: Powers,
  since: Instant,
  isCurrent: Type.Boolean({ description: 'Whether this sign-in has the roles of this workplace.' }),
})

export const accountView = {
  id: AccountId,
  name: PersonName,
  roles: Roles,
  powers: Powers,
  ...places,
  patientId: Type.Optional(PatientId),
  workplaces: Type.Array(WorkplaceView, {
    description: 'The appointments of the account. POST /v1/auth/workplace chooses one of them.',
  }),
}

export interface Standing {
  readonly account: Account
  /** What the token carries. */
  readonly actor: Actor
  readonly workplaces: readonly Workplace[]
}

export function toAccountView(powers: PowerTable, { account, actor, workplaces }: Standing) {
  return {
    id: account.id,
    name: account.name,
    roles: [...actor.roles],
    powers: powers.of(actor.roles),
    ...(actor.facilityId !== undefined && { facilityId: actor.facilityId }),
    ...(actor.chainId !== undefined && { chainId: actor.chainId }),
    ...(actor.districtCell !== undefined && { districtCell: actor.districtCell }),
    ...(account.patient_id !== null && { patientId: account.patient_id }),
    workplaces: workplaces.map((workplace) => toWorkplaceView(powers, workplace, actor)),
  }
}

export function toWorkplaceView(
  powers: PowerTable,
  workplace: Workplace,
  { workplaceId }: Actor,
): Static<typeof WorkplaceView> {
  const { id, place_name, roles, since } = workplace
  return {
    workplaceId: id,
    ...describePlace(workplace),
    ...(place_name !== null && { placeName: place_name }),
    roles: [...roles],
    powers: powers.of(roles),
    since: since.toISOString(),
    isCurrent: id === workplaceId,
  }
}

function describePlace({ facility_id, chain_id, district_cell }: Workplace) {
  if (facility_id !== null) return { kind: 'facility', facilityId: facility_id } as const
  if (chain_id !== null) return { kind: 'chain', chainId: chain_id } as const
  return district_cell === null
    ? ({ kind: 'nation' } as const)
    : ({ kind: 'district', districtCell: district_cell } as const)
}
