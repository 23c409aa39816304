// The outside systems that link their patients: their names, and whether callbacks reach them.
import { Link } from 'wouter'
import { useFilters, words } from '../../address.ts'
import { useText } from '../../i18n/language.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Filters, SearchField } from '../lists/Filters.tsx'
import { Listing, rowsWith, wholeList } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { type Customer, useCustomers } from './customer-names.ts'
import './linking.css'

export default function CustomersPage() {
  const { t } = useText()
  const { filters, change, clear } = useFilters({ q: words })
  const answer = useCustomers()
  const shown = answer.data && rowsWith(answer.data, filters.q, ({ name, webhook }) => `${name} ${webhook}`)
  return (
    <StaffPage
      title={t('staff.customers.title')}
      actions={
        <ButtonLink href="/staff/customers/new">
          <Icon name="plus" />
          {t('staff.customers.onboard')}
        </ButtonLink>
      }
    >
      <p className="soft">{t('staff.customers.what')}</p>
      <Listing
        filters={
          <Filters onClear={clear} onSearch={(values) => change({ q: values('q') || undefined })}>
            <SearchField name="q" label={t('staff.customers.q')} value={filters.q} />
          </Filters>
        }
        onClear={clear}
        stacks
        caption={t('staff.customers.list')}
        list={wholeList(shown, answer)}
        keyOf={(customer) => customer['customer-id']}
        none={{ icon: 'webhook', title: t('staff.customers.none') }}
        file="outside-systems"
        columns={COLUMNS}
      />
    </StaffPage>
  )
}

const COLUMNS: readonly Column<Customer>[] = [
  { key: 'customer-id', text: (one) => one['customer-id'] },
  {
    key: 'name',
    text: ({ name }) => name,
    header: 'staff.customers.name',
    draw: (one) => <Link href={`/staff/customers/${one['customer-id']}`}>{one.name}</Link>,
  },
  {
    key: 'status',
    text: ({ status }) => status,
    header: 'staff.customers.status',
    draw: (one) => <CustomerTags customer={one} />,
  },
  { key: 'webhook', text: ({ webhook }) => webhook },
  { key: 'webhook-off-at', text: (one) => one['webhook-off-at'] },
  {
    key: 'choice-by',
    text: (one) => one['choice-by'],
    header: 'staff.customers.choiceBy',
    draw: (one, { t }) => t(`staff.customers.by.${one['choice-by']}`),
  },
  {
    key: 'created-at',
    text: (one) => one['created-at'],
    header: 'staff.customers.since',
    draw: (one, { format }) => format.instant(one['created-at']),
  },
]

/** Whether the system may send requests, and whether callbacks reach it. */
export function CustomerTags({ customer }: { customer: Customer }) {
  const { t } = useText()
  return (
    <span className="tags">
      <Tag kind={customer.status === 'active' ? 'good' : 'error'}>{t(`staff.customers.is.${customer.status}`)}</Tag>
      {customer['webhook-off-at'] !== undefined && <Tag kind="warning">{t('staff.customers.is.off')}</Tag>}
    </span>
  )
}
