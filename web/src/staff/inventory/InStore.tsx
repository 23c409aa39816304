// Draws a page for the store that somebody looks at, with the choice among the stores.
import type { ReactNode } from 'react'
import { useText } from '../../i18n/language.ts'
import { useAccount, useMay } from '../../session/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { Empty } from '../lists/Empty.tsx'
import { Choice } from '../lists/Filters.tsx'
import { TableSkeleton } from '../lists/Skeleton.tsx'
import { type StoreNumbers, useStore } from './stores.ts'

export function InStore({ children }: { readonly children: (store: StoreNumbers) => ReactNode }) {
  const { t } = useText()
  const { store, stores, choose, isKnown, error, again } = useStore()
  const { facilityId } = useAccount()
  const mayMake = useMay('store.manage')
  if (error && !isKnown) return <Failure error={error} onRetry={again} />
  if (!isKnown) return <TableSkeleton />
  if (!store) {
    return (
      <Empty
        icon="package"
        title={t('staff.stock.noStore')}
        action={mayMake && <ButtonLink href="/staff/stores">{t('staff.stock.stores.title')}</ButtonLink>}
      >
        {t('staff.stock.noStoreWhy')}
      </Empty>
    )
  }
  const nameOf = ({ name, facilityName, facilityId: place }: StoreNumbers): string =>
    place === facilityId ? name : `${facilityName}: ${name}`
  return (
    <>
      {stores.length > 1 && (
        <div className="store-choice no-print">
          <Choice
            id="store"
            label={t('staff.stock.store')}
            value={store.storeId}
            options={stores.map((one) => ({ value: one.storeId, text: nameOf(one) }))}
            onChoose={(storeId) => storeId !== undefined && choose(storeId)}
          />
        </div>
      )}
      {children(store)}
    </>
  )
}
