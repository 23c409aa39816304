// Where staff choose: workflows that found several people, the one that waits longest first.
import { Link } from 'wouter'
import { id, useFilters } from '../../address.ts'
import { readAll, useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { Filters } from '../lists/Filters.tsx'
import { ExportButton, Listing } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { CustomerChoice } from './CustomerChoice.tsx'
import { useCustomerName } from './customer-names.ts'

export default function ReviewsPage() {
  const { t, format } = useText()
  const { filters, change } = useFilters({ customer: id })
  const list = useList('GET /v1/linkage/reviews', filters)
  const nameOf = useCustomerName()
  return (
    <StaffPage title={t('staff.reviews.title')}>
      <p className="soft">{t('staff.reviews.what')}</p>
      <Filters>
        <CustomerChoice value={filters.customer} onChoose={(customer) => change({ customer })} />
      </Filters>
      <Listing
        stacks
        caption={t('staff.reviews.list')}
        list={list}
        keyOf={(one) => one['workflow-id']}
        none={t('staff.reviews.none')}
        actions={
          <ExportButton
            name="link-reviews"
            header={['workflow-id', 'customer-id', 'customer', 'patient-id', 'candidates', 'updated-at']}
            read={async (signal, onRead) =>
              (await readAll('GET /v1/linkage/reviews', filters, { signal, onRead })).map((one) => [
                ...[one['workflow-id'], one['customer-id'], nameOf(one['customer-id']), one['patient-id']],
                ...[one.candidates.length, one['updated-at']],
              ])
            }
          />
        }
        columns={[
          {
            header: t('staff.workflows.patient'),
            cell: (one) => <Link href={`/staff/reviews/${one['workflow-id']}`}>{one['patient-id']}</Link>,
          },
          { header: t('staff.workflows.customer'), cell: (one) => nameOf(one['customer-id']) },
          {
            header: t('staff.reviews.candidates'),
            cell: (one) => t('staff.reviews.found', { count: one.candidates.length }),
          },
          { header: t('staff.reviews.since'), cell: (one) => format.ago(one['updated-at'], Date.now()) },
        ]}
      />
    </StaffPage>
  )
}
