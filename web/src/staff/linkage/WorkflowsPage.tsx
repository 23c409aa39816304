// All link workflows, found by their id, their outside system or their status.
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { oneOf, reader, useFilters } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import { getLinkStatusByWorkflowId } from '../../api/limits/get-link-status-by-workflow-id.ts'
import { getLinkageWorkflows } from '../../api/limits/get-linkage-workflows.ts'
import { fits } from '../../api/limits.ts'
import { useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Form } from '../../ui/Form.tsx'
import { text } from '../../ui/fields.tsx'
import { Choice, Filters, SearchField } from '../lists/Filters.tsx'
import { Listing } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { CustomerChoice } from './CustomerChoice.tsx'
import { useCustomerName } from './customer-names.ts'
import { STATUSES, StatusTag, useReason } from './statuses.tsx'
import './linking.css'

const readers = {
  customer: reader(getLinkageWorkflows.customer),
  status: reader(getLinkageWorkflows.status),
  stale: oneOf('true'),
}
export default function WorkflowsPage() {
  const { t } = useText()
  const { filters, change, clear } = useFilters(readers)
  // Keep this id out of the address: it names a person to anybody who knows that system.
  const [patient, setPatient] = useState<string>()
  const wrong = patient === undefined ? undefined : faultOf(patient, filters.customer)
  const query = wrong === undefined ? { ...filters, patient } : filters
  const list = useList('GET /v1/linkage/workflows', query)
  const isFiltered = clear !== undefined || patient !== undefined
  const clearAll = (): void => {
    setPatient(undefined)
    clear?.()
  }
  const nameOf = useCustomerName()
  const reasonOf = useReason()
  return (
    <StaffPage title={t('staff.workflows.title')}>
      <ById />
      <Listing
        filters={
          <Filters
            onClear={isFiltered ? clearAll : undefined}
            onSearch={(values) => setPatient(values('patient') || undefined)}
          >
            <CustomerChoice value={filters.customer} onChoose={(customer) => change({ customer })} />
            <Choice
              id="status"
              label={t('staff.workflows.statusName')}
              all={t('staff.workflows.all')}
              value={filters.status}
              options={STATUSES.map((value) => ({ value, text: t(`staff.workflows.status.${value}`) }))}
              onChoose={(status) => change({ status: STATUSES.find((each) => each === status) })}
            />
            <Choice
              id="stale"
              label={t('staff.workflows.progress')}
              all={t('staff.workflows.all')}
              value={filters.stale}
              options={[{ value: 'true', text: t('staff.workflows.stale') }]}
              onChoose={(stale) => change({ stale: stale === 'true' ? stale : undefined })}
            />
            <SearchField
              name="patient"
              label={t('staff.workflows.patientId')}
              value={patient}
              error={wrong && t(`staff.workflows.${wrong}`)}
              limits={getLinkageWorkflows.patient}
            />
          </Filters>
        }
        onClear={isFiltered ? clearAll : undefined}
        stacks
        caption={t('staff.workflows.list')}
        list={list}
        keyOf={(one) => one['workflow-id']}
        none={{ icon: 'route', title: t('staff.workflows.nothing'), text: t('staff.workflows.nothingWhy') }}
        file="link-workflows"
        columns={toColumns(nameOf, reasonOf)}
      />
    </StaffPage>
  )
}

const toColumns = (
  nameOf: (customerId: string) => string,
  reasonOf: (reason: string) => string,
): readonly Column<Answer<'GET /v1/linkage/workflows'>['items'][number]>[] => [
  { key: 'workflow-id', text: (one) => one['workflow-id'] },
  { key: 'customer-id', text: (one) => one['customer-id'] },
  {
    key: 'patient-id',
    text: (one) => one['patient-id'],
    header: 'staff.workflows.patient',
    draw: (one) => <Link href={`/staff/workflows/${one['workflow-id']}`}>{one['patient-id']}</Link>,
  },
  { key: 'customer', text: (one) => nameOf(one['customer-id']), header: 'staff.workflows.customer' },
  {
    key: 'status',
    text: ({ status }) => status,
    header: 'staff.workflows.statusName',
    draw: (one) => (
      <span>
        <StatusTag status={one.status} />{' '}
        {one.reason !== undefined && <span className="soft">{reasonOf(one.reason)}</span>}
      </span>
    ),
  },
  { key: 'reason', text: ({ reason }) => reason },
  {
    key: 'outcome',
    text: ({ outcome }) => outcome,
    header: 'staff.workflows.outcome',
    draw: ({ outcome }, { t }) => outcome && t(`staff.workflows.outcomes.${outcome}`),
  },
  { key: 'attempts', text: ({ attempts }) => attempts },
  { key: 'requeues', text: ({ requeues }) => requeues },
  {
    key: 'created-at',
    text: (one) => one['created-at'],
    header: 'staff.workflows.begun',
    draw: (one, { format }) => format.instant(one['created-at']),
  },
  { key: 'updated-at', text: (one) => one['updated-at'] },
  { key: 'ended-at', text: (one) => one['ended-at'] },
]

/** Why the list cannot be filtered by this patient. */
function faultOf(patient: string, customer: string | undefined): 'patientWrong' | 'patientNeedsCustomer' | undefined {
  if (!fits(getLinkageWorkflows.patient, patient)) return 'patientWrong'
  return customer === undefined ? 'patientNeedsCustomer' : undefined
}

/** An outside system gives this id when it asks about a workflow. */
function ById() {
  const { t } = useText()
  const [, go] = useLocation()
  const workflow = text(getLinkStatusByWorkflowId, 'workflowId', {
    label: t('staff.workflows.byId'),
    hint: t('staff.workflows.byIdHint'),
    spellCheck: false,
    isNeeded: true,
    wrong: 'staff.workflows.wrongId',
  })
  return (
    <Form fields={[workflow]} onSubmit={(asked) => go(`/staff/workflows/${asked.workflowId}`)}>
      <div className="search-line search-line-wide">
        {workflow.input}
        <div className="field">
          <Button kind="quiet">{t('staff.workflows.open')}</Button>
        </div>
      </div>
    </Form>
  )
}
