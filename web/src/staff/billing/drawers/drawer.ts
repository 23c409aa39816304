// The drawers of a hospital, and the own one.
import type { Answer } from '../../../api/client.ts'
import { useWhole } from '../../../api/lists.ts'
import { useAccount } from '../../../session/session.ts'

export type Drawer = Answer<'GET /v1/billing/sessions'>['items'][number]

const EVERY_MS = 15_000

/** Drawers that are not closed, and the one that this person keeps. */
export function useOpenDrawers() {
  const { id, facilityId = '' } = useAccount()
  const query = { facility: facilityId, open: 'true' }
  const list = useWhole('GET /v1/billing/sessions', query, { everyMs: () => EVERY_MS })
  return { ...list, own: list.data?.find(({ openedBy }) => openedBy === id) }
}
