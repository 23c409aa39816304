// All link workflows: found by their id, their customer and their status.
import { Link, useLocation } from 'wouter'
import { id, oneOf, useFilters } from '../../address.ts'
import { useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Field, Select } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { Failure, Loading } from '../../ui/outcomes.tsx'
import { Table } from '../../ui/Table.tsx'
import { StaffPage } from '../StaffPage.tsx'
import { useCustomerName, useCustomers } from './customer-names.ts'
import { More } from './More.tsx'
import { STATUSES, StatusTag, useReason } from './statuses.tsx'
import './linking.css'

export default function WorkflowsPage() {
  const { t, format } = useText()
  const { filters, change } = useFilters({ customer: id, status: oneOf(...STATUSES) })
  const list = useList('GET /v1/linkage/workflows', filters)
  const nameOf = useCustomerName()
  const reasonOf = useReason()
  return (
    <StaffPage title={t('staff.workflows.title')}>
      <ById />
      <Filters key={JSON.stringify(filters)} filters={filters} onChange={change} />
      {list.error && <Failure error={list.error} onRetry={list.again} />}
      {!list.items && !list.error && <Loading />}
      {list.items?.length === 0 && <p>{t('staff.workflows.none')}</p>}
      {list.items !== undefined && list.items.length > 0 && (
        <Table
          stacks
          caption={t('staff.workflows.list')}
          rows={list.items}
          keyOf={(one) => one['workflow-id']}
          columns={[
            {
              header: t('staff.workflows.patient'),
              cell: (one) => <Link href={`/staff/workflows/${one['workflow-id']}`}>{one['patient-id']}</Link>,
            },
            { header: t('staff.workflows.customer'), cell: (one) => nameOf(one['customer-id']) },
            {
              header: t('staff.workflows.statusName'),
              cell: (one) => (
                <span>
                  <StatusTag status={one.status} />{' '}
                  {one.reason !== undefined && <span className="soft">{reasonOf(one.reason)}</span>}
                </span>
              ),
            },
            {
              header: t('staff.workflows.outcome'),
              cell: (one) => one.outcome && t(`staff.workflows.outcomes.${one.outcome}`),
            },
            { header: t('staff.workflows.begun'), cell: (one) => format.instant(one['created-at']) },
          ]}
        />
      )}
      <More list={list} />
    </StaffPage>
  )
}

/** A customer names the workflow it asks about. */
function ById() {
  const { t } = useText()
  const [, go] = useLocation()
  return (
    <Form
      check={(values) =>
        id(values('workflow')) === undefined ? [{ field: 'workflow', text: t('staff.workflows.wrongId') }] : []
      }
      onSubmit={(values) => go(`/staff/workflows/${values('workflow')}`)}
    >
      <div className="search-line search-line-wide">
        <Field
          name="workflow"
          label={t('staff.workflows.byId')}
          hint={t('staff.workflows.byIdHint')}
          spellCheck={false}
        />
        <div className="field">
          <Button kind="quiet">{t('staff.workflows.open')}</Button>
        </div>
      </div>
    </Form>
  )
}

interface FiltersProps {
  readonly filters: { readonly customer?: string; readonly status?: string }
  readonly onChange: (change: { customer: string | undefined; status: never }) => void
}

function Filters({ filters, onChange }: FiltersProps) {
  const { t } = useText()
  const { data: customers = [] } = useCustomers()
  const all = { value: '', text: t('staff.workflows.all') }
  return (
    <Form
      onSubmit={(values) => {
        onChange({ customer: values('customer') || undefined, status: (values('status') || undefined) as never })
      }}
    >
      <div className="search-line">
        <Select
          key={customers.length}
          name="customer"
          label={t('staff.workflows.customer')}
          value={filters.customer ?? ''}
          options={[all, ...customers.map((one) => ({ value: one['customer-id'], text: one.name }))]}
        />
        <Select
          name="status"
          label={t('staff.workflows.statusName')}
          value={filters.status ?? ''}
          options={[all, ...STATUSES.map((value) => ({ value, text: t(`staff.workflows.status.${value}`) }))]}
        />
        <div className="field">
          <Button kind="quiet">{t('staff.workflows.show')}</Button>
        </div>
      </div>
    </Form>
  )
}
