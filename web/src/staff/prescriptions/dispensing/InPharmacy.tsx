// Draws a page for the pharmacy in which somebody works, when it is known.
import type { ReactNode } from 'react'
import { useText } from '../../../i18n/language.ts'
import { Failure } from '../../../ui/outcomes.tsx'
import { Empty } from '../../lists/Empty.tsx'
import { Choice } from '../../lists/Filters.tsx'
import { TableSkeleton } from '../../lists/Skeleton.tsx'
import { type Store, usePharmacy } from './pharmacy.ts'

export function InPharmacy({ children }: { readonly children: (pharmacy: Store) => ReactNode }) {
  const { t } = useText()
  const { pharmacy, pharmacies, choose, isKnown, error, again } = usePharmacy()
  if (error && !isKnown) return <Failure error={error} onRetry={again} />
  if (!isKnown) return <TableSkeleton />
  if (!pharmacy) {
    return (
      <Empty icon="pill" title={t('staff.dispensing.noPharmacy')}>
        {t('staff.dispensing.noPharmacyWhy')}
      </Empty>
    )
  }
  return (
    <>
      {pharmacies.length > 1 && (
        <div className="pharmacy-choice no-print">
          <Choice
            id="pharmacy"
            label={t('staff.dispensing.pharmacy')}
            value={pharmacy.storeId}
            options={pharmacies.map(({ storeId, name }) => ({ value: storeId, text: name }))}
            onChoose={(storeId) => storeId !== undefined && choose(storeId)}
          />
        </div>
      )}
      {children(pharmacy)}
    </>
  )
}
