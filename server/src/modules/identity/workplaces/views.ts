// Shows an account to its holder: the roles and powers of this sign-in, and the workplaces to choose from.
import type { Actor } from '../../../platform/auth.ts'
import { CellNumber, Instant, object, oneOf, type Static, Type } from '../../../platform/contract.ts'
import { holdingOf, type PowerTable, ROLES, STAFF_ROLES } from '../../../platform/powers.ts'
import { ChainId, FacilityId } from '../../facilities/contract.ts'
import { PatientId, PersonName } from '../../patients/contract.ts'
import { AccountId, type Appointment, WorkplaceId } from '../contract.ts'
import type { FactorDue } from '../factors/rules.ts'
import { appointableBy } from '../rules.ts'
import type { Account, Workplace } from '../tables.ts'

const KINDS = ['facility', 'chain', 'district', 'nation'] as const
type Kind = (typeof KINDS)[number]

export const Roles = Type.Array(oneOf(ROLES))

const places = {
  facilityId: Type.Optional(FacilityId),
  chainId: Type.Optional(ChainId),
  districtCell: Type.Optional(CellNumber),
}

/** The schemas of a workplace and an account; they list all powers that exist. */
export function shapesOf({ words }: PowerTable) {
  const powers = Type.Array(oneOf(words), { description: 'What these roles may do. Routes ask for these powers.' })
  const WorkplaceView = object({
    workplaceId: WorkplaceId,
    kind: oneOf(KINDS, { description: 'Where the roles hold.' }),
    ...places,
    placeName: Type.Optional(Type.String({ description: 'Name of the facility, chain or district.' })),
    roles: Roles,
    powers,
    appoints: Type.Array(object({ role: oneOf(STAFF_ROLES), kind: oneOf(KINDS) }), {
      description: 'Roles to which this person may appoint others from here, and the kind of place of each role.',
    }),
    since: Instant,
    isCurrent: Type.Boolean({ description: 'Whether this sign-in has the roles of this workplace.' }),
  })
  const accountView = {
    id: AccountId,
    name: PersonName,
    roles: Roles,
    powers,
    ...places,
    patientId: Type.Optional(PatientId),
    secondFactor: Type.Optional(
      oneOf(['needed', 'enrol'], {
        description:
          'One of the roles needs a second factor. Before it, the token carries no role: give the factor, or set up ' +
          'the first one (`enrol`).',
      }),
    ),
    workplaces: Type.Array(WorkplaceView, {
      description: 'The active appointments of the account. Choose one with POST /v1/auth/workplace.',
    }),
  }
  return { WorkplaceView, accountView }
}

export interface Standing {
  readonly account: Account
  /** What the token carries. */
  readonly actor: Actor
  readonly workplaces: readonly Workplace[]
  readonly factorDue: FactorDue | undefined
}

export function toAccountView(powers: PowerTable, { account, actor, workplaces, factorDue }: Standing) {
  return {
    id: account.id,
    name: account.name,
    roles: [...actor.roles],
    powers: powers.of(actor.roles),
    ...(actor.facilityId !== undefined && { facilityId: actor.facilityId }),
    ...(actor.chainId !== undefined && { chainId: actor.chainId }),
    ...(actor.districtCell !== undefined && { districtCell: actor.districtCell }),
    ...(account.patient_id !== null && { patientId: account.patient_id }),
    ...(factorDue && { secondFactor: factorDue }),
    workplaces: workplaces.map((workplace) => toWorkplaceView(powers, workplace, actor)),
  }
}

export function toWorkplaceView(powers: PowerTable, workplace: Workplace, { workplaceId }: Actor) {
  const { id, place_name, roles, since } = workplace
  return {
    workplaceId: id,
    ...describePlace(workplace),
    ...(place_name !== null && { placeName: place_name }),
    roles: [...roles],
    powers: powers.of(roles),
    appoints: appointableBy(roles).map((role) => ({ role, kind: holdingOf(role) as Kind })),
    since: since.toISOString(),
    isCurrent: id === workplaceId,
  }
}

/** The appointment as other modules see it. */
export function toAppointment(workplace: Workplace): Static<typeof Appointment> {
  const { kind: _kind, ...place } = describePlace(workplace)
  return { accountId: workplace.account_id, workplaceId: workplace.id, roles: [...workplace.roles], ...place }
}

function describePlace({ facility_id, chain_id, district_cell }: Workplace) {
  if (facility_id !== null) return { kind: 'facility', facilityId: facility_id } as const
  if (chain_id !== null) return { kind: 'chain', chainId: chain_id } as const
  return district_cell === null
    ? ({ kind: 'nation' } as const)
    : ({ kind: 'district', districtCell: district_cell } as const)
}
