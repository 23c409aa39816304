// Sets who issues the bills of a facility. Prefix and GSTIN stay while the financial year has bills with them.
import { dayInIndia } from '../../../platform/clock.ts'
import { Amount, object, type Static, Type, text } from '../../../platform/contract.ts'
import { requireVersion } from '../../../platform/http/tagged.ts'
import { cellOf } from '../../../platform/id.ts'
import type { Keys } from '../../../platform/keys.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import { issuerChangedMeanwhile, issuerInUse, noIssuer, prefixTaken } from '../invoices/contract.ts'
import { listSeries } from '../series-store.ts'
import type { BillingTables, Issuer } from '../tables.ts'
import { findIssuer, lockIssuer, saveIssuer, takePrefix } from './store.ts'

/** Rs 5,000: above it an administrator signs, until the facility says otherwise. */
const CREDIT_LIMIT_PAISE = 500_000

export const NewIssuer = object({
  legalName: text(200, { description: 'As registered. It stands on each bill.' }),
  address: text(500),
  stateCode: Type.String({ pattern: '^[0-9]{2}$', description: 'Number of the state in the tax law, such as 07.' }),
  gstin: Type.Optional(
    Type.String({
      pattern: '^[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][A-Z0-9]Z[A-Z0-9]$',
      description: 'Without it the issuer may not show tax.',
    }),
  ),
  prefix: Type.String({ pattern: '^[A-Z0-9]{1,3}$', description: 'How the numbers of the bills begin.' }),
  upiVpa: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9._-]{2,100}@[A-Za-z]{2,60}$',
      description: 'The UPI address that gets the money.',
    }),
  ),
  callbackSecret: Type.Optional(
    Type.String({
      pattern: '^whsec_[A-Za-z0-9+/]{32,120}={0,2}$',
      description: 'With it the payment provider signs by Standard Webhooks. It is never shown again.',
    }),
  ),
  isGovernment: Type.Boolean({ default: false, description: 'True: the limit of cash does not hold.' }),
  creditLimitPaise: {
    ...Amount,
    default: CREDIT_LIMIT_PAISE,
    description: 'Above it only an administrator writes a credit note.',
  },
})
export type NewIssuer = Static<typeof NewIssuer>

interface Setting {
  readonly keys: Keys
  readonly ifMatch: string | undefined
  readonly accountId: string
}

export const boundTo = (facilityId: FacilityId): string => `billing.issuers.callback_secret ${facilityId}`
const holderOf = ({ gstin, facility_id }: Pick<Issuer, 'gstin' | 'facility_id'>): string => gstin ?? facility_id

export async function setIssuer(
  tx: Tx<BillingTables>,
  facilityId: FacilityId,
  stated: NewIssuer,
  { keys, ifMatch, accountId }: Setting,
): Promise<Issuer> {
  const before = await lockIssuer(tx, facilityId)
  requireVersion({ version: before?.version ?? 0 }, ifMatch, issuerChangedMeanwhile)
  const { gstin = null, prefix, callbackSecret } = stated
  if (gstin !== null && !gstin.startsWith(stated.stateCode)) throw invalidField('/gstin', 'is of another state')
  const sealed = callbackSecret === undefined ? null : keys.seal(callbackSecret, boundTo(facilityId))
  const issuer: Issuer = {
    ...{ cell: cellOf(facilityId), facility_id: facilityId, legal_name: tidyText(stated.legalName).normalize('NFC') },
    ...{ address: tidyText(stated.address).normalize('NFC'), gstin, state_code: stated.stateCode, prefix },
    ...{ upi_vpa: stated.upiVpa ?? null, callback_secret: sealed ?? before?.callback_secret ?? null },
    ...{ is_government: stated.isGovernment, credit_limit_paise: stated.creditLimitPaise },
    ...{ version: (before?.version ?? 0) + 1, set_by: accountId, set_at: tx.clock.now() },
  }
  const isNew = before === undefined || holderOf(before) !== holderOf(issuer) || before.prefix !== prefix
  if (isNew) await takeNumbers(tx, issuer, before)
  await saveIssuer(tx, issuer)
  return issuer
}

async function takeNumbers(tx: Tx<BillingTables>, issuer: Issuer, before: Issuer | undefined): Promise<void> {
  const { cell, facility_id: facilityId, prefix } = issuer
  const day = dayInIndia(tx.clock.now())
  const used = before ? await listSeries(tx, { cell, facilityId, day }) : []
  if (used.length > 0) throw new Problem(issuerInUse, { members: { prefix: before?.prefix } })
  const isFree = await takePrefix(tx, { holder: holderOf(issuer), prefix, facilityId })
  if (!isFree) throw new Problem(prefixTaken, { members: { prefix } })
}

/** The issuer of a facility. Throws `no-issuer` when nobody has set one. */
export async function requireIssuer(tx: Tx<BillingTables>, facilityId: FacilityId): Promise<Issuer> {
  const issuer = await findIssuer(tx, facilityId)
  if (!issuer) throw new Problem(noIssuer)
  return issuer
}
