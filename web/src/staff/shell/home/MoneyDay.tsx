// The money of a hospital on the home page: who waits to pay, the own drawer, what must be given back, differences.
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useMay } from '../../../session/session.ts'
import { Failure } from '../../../ui/outcomes.tsx'
import { useOpenDrawers } from '../../billing/drawers/drawer.ts'
import { type Tile, Tiles } from './Tiles.tsx'

const OFTEN = { everyMs: 20_000 }

export function MoneyDay({ facilityId }: { facilityId: string }) {
  const { t, format } = useText()
  const mayIssue = useMay('invoice.issue')
  const query = { facility: facilityId }
  const { data, error, refetch } = useAnswer('GET /v1/billing/overview', { query }, OFTEN)
  const { own, data: drawers } = useOpenDrawers()
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  const differs = [
    ...(data && data.shortPaise > 0 ? [t('staff.money.home.short', { sum: format.money(data.shortPaise) })] : []),
    ...(data && data.overPaise > 0 ? [t('staff.money.home.over', { sum: format.money(data.overPaise) })] : []),
  ]
  const counter: Tile[] = [
    {
      ...{ icon: 'users', label: t('staff.money.home.people'), count: data?.people, href: '/staff/billing' },
      ...(data && { note: t('staff.money.home.peopleNote', { sum: format.money(data.openPaise) }) }),
    },
    {
      ...{ icon: 'lock', label: t('staff.money.home.cash'), href: '/staff/billing/drawers' },
      count: own ? format.money(own.expectedPaise) : drawers && t('staff.money.home.noDrawer'),
    },
  ]
  const tiles: Tile[] = [
    ...(mayIssue ? counter : []),
    {
      ...{ icon: 'arrow-back-up', label: t('staff.money.home.refunds'), count: data?.refunds },
      ...{ href: '/staff/billing/refunds', ...(data && { note: format.money(data.refundPaise) }) },
    },
    {
      ...{ icon: 'alert-triangle', label: t('staff.money.home.differences'), count: data?.differences },
      ...{ href: '/staff/billing/drawers', ...(differs.length > 0 && { note: differs.join(', ') }) },
    },
    {
      ...{ icon: 'check', label: t('staff.money.home.toAccept'), count: data?.drawersToAccept },
      href: '/staff/billing/drawers',
    },
  ]
  return <Tiles tiles={tiles} />
}
