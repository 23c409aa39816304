// What a pharmacy has given or prepared, the latest first: to take something back, or to see why it does not go on.
import { SegmentedControl } from '@mantine/core'
import { oneOf, useFilters } from '../../../address.ts'
import { useList } from '../../../api/lists.ts'
import { useText } from '../../../i18n/language.ts'
import type { Column } from '../../../ui/columns.ts'
import { Listing } from '../../lists/Listing.tsx'
import { StaffPage } from '../../shell/StaffPage.tsx'
import { InPharmacy } from './InPharmacy.tsx'
import type { Store } from './pharmacy.ts'
import { UNDER_WAY_COLUMNS, type UnderWay } from './work-columns.tsx'

const SHOWN = ['given', 'stuck', 'all'] as const
const readers = { show: oneOf(...SHOWN) }
const QUERIES = { given: { status: 'HANDED_OVER' }, stuck: { stuck: 'true' }, all: {} } as const

const COLUMNS: readonly Column<UnderWay>[] = [
  { key: 'dispenseId', text: ({ dispenseId }) => dispenseId },
  {
    key: 'preparedAt',
    text: ({ preparedAt }) => preparedAt,
    header: 'staff.dispensing.column.prepared',
    draw: ({ preparedAt }, { format }) => format.instant(preparedAt),
  },
  ...UNDER_WAY_COLUMNS.slice(0, -1),
]

export default function DispensesPage() {
  const { t } = useText()
  return (
    <StaffPage title={t('staff.dispensing.given.title')}>
      <InPharmacy>{(pharmacy) => <Given key={pharmacy.storeId} pharmacy={pharmacy} />}</InPharmacy>
    </StaffPage>
  )
}

function Given({ pharmacy: { storeId } }: { readonly pharmacy: Store }) {
  const { t } = useText()
  const { filters, change } = useFilters(readers)
  const show = filters.show ?? 'given'
  const list = useList('GET /v1/dispenses', { store: storeId, ...QUERIES[show], limit: 50 })
  return (
    <Listing
      filters={
        <SegmentedControl
          aria-label={t('staff.dispensing.given.label')}
          value={show}
          onChange={(value) => change({ show: SHOWN.find((one) => one === value) })}
          data={SHOWN.map((value) => ({ value, label: t(`staff.dispensing.given.show.${value}`) }))}
        />
      }
      none={{ icon: 'history', title: t('staff.dispensing.given.none'), text: t('staff.dispensing.given.noneWhy') }}
      stacks
      caption={t('staff.dispensing.given.title')}
      list={list}
      keyOf={({ dispenseId }) => dispenseId}
      file="dispenses"
      columns={COLUMNS}
    />
  )
}
