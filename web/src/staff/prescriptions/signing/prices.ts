// What the tests of a hospital cost, from its public price list.
import { useWhole } from '../../../api/lists.ts'
import { useAccount } from '../../../session/session.ts'
import type { Test } from './writing.ts'

const FRESH_MS = 600_000

/** The price of a test in paise. Undefined without a price, and while the list is on its way. */
export function useTestPrices(isNeeded: boolean): (test: Pick<Test, 'priceCode'>) => number | undefined {
  const { facilityId = '' } = useAccount()
  const { data } = useWhole(
    'GET /v1/billing/prices',
    { facility: facilityId },
    { enabled: isNeeded, freshMs: FRESH_MS },
  )
  return ({ priceCode }) => data?.find(({ code, isOffered }) => isOffered && code === priceCode)?.unitPricePaise
}
