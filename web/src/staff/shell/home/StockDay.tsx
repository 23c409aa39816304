// The numbers of stores and of the pharmacy on the home page. Each number opens its list.
import { href } from '../../../address.ts'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useMay, useWorkplace } from '../../../session/session.ts'
import { Failure } from '../../../ui/outcomes.tsx'
import { type Overview, type StoreNumbers, useOverview } from '../../inventory/stores.ts'
import { type Tile, Tiles } from './Tiles.tsx'

const OFTEN_MS = 30_000

export function StockDay() {
  const { data, error, refetch } = useOverview(OFTEN_MS)
  const { kind, facilityId } = useWorkplace() ?? {}
  const mayDispense = useMay('dispense.prepare')
  const mayKeep = useMay('store.keep')
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  // A facility without stores has no such numbers.
  if (!data || data.stores.length === 0) return null
  return (
    <>
      {mayDispense && facilityId !== undefined && <PharmacyTiles facilityId={facilityId} />}
      <StockTiles overview={data} isHere={kind === 'facility' && mayKeep} />
    </>
  )
}

function PharmacyTiles({ facilityId }: { readonly facilityId: string }) {
  const { t } = useText()
  const { data } = useAnswer('GET /v1/dispenses/overview', { query: { facility: facilityId } }, { everyMs: OFTEN_MS })
  const unpaid = data?.unpaid ?? 0
  const work = '/staff/dispensing'
  const tiles: Tile[] = [
    { icon: 'pill', label: t('staff.stock.home.open'), count: data?.open, href: href(work, { signed: 'all' }) },
    {
      ...{ icon: 'check', label: t('staff.stock.home.ready'), count: data?.ready, href: work },
      ...(unpaid > 0 && { note: t('staff.stock.home.unpaid', { count: unpaid }) }),
    },
  ]
  return <Tiles tiles={tiles} />
}

interface StockProps {
  readonly overview: Overview
  /** Transfers and counts are work at a facility. */
  readonly isHere: boolean
}

const SHELF_TILES_MAX = 9

function StockTiles({ overview: { stores, transfers }, isHere }: StockProps) {
  const { t } = useText()
  const isOneFacility = new Set(stores.map(({ facilityId }) => facilityId)).size === 1
  // A list shows one store, so each number is of one store.
  const shelf = stores.flatMap((store) =>
    (['low', 'expiring', 'blocked'] as const).map((show): Tile & { count: number } => ({
      ...{ icon: 'package', label: t(`staff.stock.home.${show}`, { store: nameOf(store) }), count: store[show] },
      href: href('/staff/shelf', { show, store: store.storeId }),
    })),
  )
  const due = stores.filter(isDue)
  const moving: Tile[] = [
    {
      ...{ icon: 'arrows-exchange', label: t('staff.stock.home.inTransit'), count: transfers.inTransit },
      ...{ href: '/staff/transfers' },
      ...(transfers.late > 0 && { note: t('staff.stock.home.late', { count: transfers.late }) }),
    },
    {
      ...{ icon: 'clipboard-list', label: t('staff.stock.home.countsDue'), count: due.length },
      href: href('/staff/counts', { store: due[0]?.storeId }),
    },
  ]
  const most = shelf.filter(({ count }) => count > 0).toSorted((one, other) => other.count - one.count)
  const shown = isOneFacility ? shelf.filter(({ count }) => count > 0) : most
  return <Tiles tiles={[...(isHere ? moving : []), ...shown.slice(0, SHELF_TILES_MAX)]} />

  function nameOf({ name, facilityName }: StoreNumbers): string {
    return isOneFacility ? name : `${facilityName}, ${name}`
  }
}

const isDue = ({ isCountDue, openCounts }: StoreNumbers): boolean => isCountDue || openCounts > 0
