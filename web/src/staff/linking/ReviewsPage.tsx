// Where staff choose: workflows that found several people, the one that waits longest first.
import { Link } from 'wouter'
import { useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Table } from '../../ui/Table.tsx'
import { StaffPage } from '../StaffPage.tsx'
import { useCustomerName } from './customer-names.ts'
import { More } from './More.tsx'

export default function ReviewsPage() {
  const { t, format } = useText()
  const list = useList('GET /v1/linkage/reviews', {})
  const nameOf = useCustomerName()
  return (
    <StaffPage title={t('staff.reviews.title')}>
      <p className="soft">{t('staff.reviews.what')}</p>
      {list.error && <Failure error={list.error} onRetry={list.again} />}
      {!list.items && !list.error && <Loading />}
      {list.items?.length === 0 && <p>{t('staff.reviews.none')}</p>}
      {list.items !== undefined && list.items.length > 0 && (
        <Table
          stacks
          caption={t('staff.reviews.list')}
          rows={list.items}
          keyOf={(one) => one['workflow-id']}
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
      )}
      <More list={list} />
    </StaffPage>
  )
}
