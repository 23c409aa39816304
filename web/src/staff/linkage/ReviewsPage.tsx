// Workflows that found several people and wait for staff to choose, the longest wait first.
import { Link } from 'wouter'
import { reader, useFilters } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import { getLinkageReviews } from '../../api/limits/get-linkage-reviews.ts'
import { useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import type { Column } from '../../ui/columns.ts'
import { Filters } from '../lists/Filters.tsx'
import { Listing } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { CustomerChoice } from './CustomerChoice.tsx'
import { useCustomerName } from './customer-names.ts'

const readers = { customer: reader(getLinkageReviews.customer) }

export default function ReviewsPage() {
  const { t } = useText()
  const { filters, change, clear } = useFilters(readers)
  const list = useList('GET /v1/linkage/reviews', filters)
  const nameOf = useCustomerName()
  return (
    <StaffPage title={t('staff.reviews.title')}>
      <p className="soft">{t('staff.reviews.what')}</p>
      <Listing
        filters={
          <Filters onClear={clear}>
            <CustomerChoice value={filters.customer} onChoose={(customer) => change({ customer })} />
          </Filters>
        }
        onClear={clear}
        stacks
        caption={t('staff.reviews.list')}
        list={list}
        keyOf={(one) => one['workflow-id']}
        none={{ icon: 'circle-check', title: t('staff.reviews.none'), text: t('staff.reviews.noneWhy') }}
        file="link-reviews"
        columns={toColumns(nameOf)}
      />
    </StaffPage>
  )
}

const toColumns = (
  nameOf: (customerId: string) => string,
): readonly Column<Answer<'GET /v1/linkage/reviews'>['items'][number]>[] => [
  { key: 'workflow-id', text: (one) => one['workflow-id'] },
  { key: 'customer-id', text: (one) => one['customer-id'] },
  {
    key: 'patient-id',
    text: (one) => one['patient-id'],
    header: 'staff.workflows.patient',
    draw: (one) => <Link href={`/staff/reviews/${one['workflow-id']}`}>{one['patient-id']}</Link>,
  },
  { key: 'customer', text: (one) => nameOf(one['customer-id']), header: 'staff.workflows.customer' },
  {
    key: 'candidates',
    text: ({ candidates }) => candidates.length,
    header: 'staff.reviews.candidates',
    draw: ({ candidates }, { t }) => t('staff.reviews.found', { count: candidates.length }),
  },
  {
    key: 'updated-at',
    text: (one) => one['updated-at'],
    header: 'staff.reviews.since',
    draw: (one, { format }) => format.ago(one['updated-at'], Date.now()),
  },
]
