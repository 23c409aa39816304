// The outside systems that link their patients: who they are, and whether callbacks reach them.
import { Link } from 'wouter'
import { useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Table } from '../../ui/Table.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { StaffPage } from '../StaffPage.tsx'
import type { Customer } from './customer-names.ts'
import { More } from './More.tsx'

export default function CustomersPage() {
  const { t, format } = useText()
  const list = useList('GET /v1/customers', {})
  return (
    <StaffPage
      title={t('staff.customers.title')}
      actions={<ButtonLink href="/staff/customers/new">{t('staff.customers.onboard')}</ButtonLink>}
    >
      <p className="soft">{t('staff.customers.what')}</p>
      {list.error && <Failure error={list.error} onRetry={list.again} />}
      {!list.items && !list.error && <Loading />}
      {list.items?.length === 0 && <p>{t('staff.customers.none')}</p>}
      {list.items !== undefined && list.items.length > 0 && (
        <Table
          stacks
          caption={t('staff.customers.list')}
          rows={list.items}
          keyOf={(customer) => customer['customer-id']}
          columns={[
            {
              header: t('staff.customers.name'),
              cell: (one) => <Link href={`/staff/customers/${one['customer-id']}`}>{one.name}</Link>,
            },
            { header: t('staff.customers.status'), cell: (one) => <CustomerTags customer={one} /> },
            { header: t('staff.customers.choiceBy'), cell: (one) => t(`staff.customers.by.${one['choice-by']}`) },
            { header: t('staff.customers.since'), cell: (one) => format.instant(one['created-at']) },
          ]}
        />
      )}
      <More list={list} />
    </StaffPage>
  )
}

/** Whether it may ask, and whether it can be told. */
export function CustomerTags({ customer }: { customer: Customer }) {
  const { t } = useText()
  return (
    <span className="tags">
      <Tag kind={customer.status === 'active' ? 'good' : 'error'}>{t(`staff.customers.is.${customer.status}`)}</Tag>
      {customer['webhook-off-at'] !== undefined && <Tag kind="warning">{t('staff.customers.is.off')}</Tag>}
    </span>
  )
}
