// Names of items and facilities by their ids, and words for the states of stock.
import type { Answer } from '../../api/client.ts'
import { useAnswer } from '../../api/queries.ts'
import { today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { Tag, type TagKind } from '../../ui/Tag.tsx'

export type Lot = Answer<'GET /v1/inventory/stores/{storeId}/lots'>['items'][number]
export type Level = Answer<'GET /v1/inventory/stores/{storeId}/levels'>['items'][number]
export type Transfer = Answer<'GET /v1/inventory/transfers/{transferId}'>

const FRESH = { freshMs: 600_000 }

export function useItem(itemCode: string) {
  return useAnswer('GET /v1/inventory/items/{itemCode}', { path: { itemCode } }, { ...FRESH, enabled: itemCode !== '' })
}

/** The code stands until the name is known. */
export function ItemName({ code }: { readonly code: string }) {
  return useItem(code).data?.name ?? code
}

const STATES: Readonly<Record<Lot['state'], TagKind>> = {
  ...{ usable: 'good', quarantined: 'warning', recalled: 'error', expired: 'error' },
}

/** The books block what has expired each night. On the shelf it has expired as soon as its last day is over. */
export const stateOf = ({ state, expiresOn }: Pick<Lot, 'state' | 'expiresOn'>): Lot['state'] =>
  state === 'usable' && expiresOn < today() ? 'expired' : state

export function StateTag({ state }: { readonly state: Lot['state'] }) {
  const { t } = useText()
  return <Tag kind={STATES[state]}>{t(`staff.stock.states.${state}`)}</Tag>
}

const STATUSES: Readonly<Record<Transfer['status'], TagKind>> = {
  ...{ ASKED: 'warning', APPROVED: 'plain', REFUSED: 'plain', CANCELLED: 'plain', SENT: 'warning' },
  ...{ RECEIVED: 'good', RETURNED: 'error', SETTLED: 'good' },
}

export function TransferTag({ status }: { readonly status: Transfer['status'] }) {
  const { t } = useText()
  return <Tag kind={STATUSES[status]}>{t(`staff.stock.transfers.status.${status}`)}</Tag>
}
