// All link workflows: found by their id, their customer and their status.
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { id, oneOf, useFilters } from '../../address.ts'
import { readAll, useList } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { Choice, Filters, SearchField } from '../lists/Filters.tsx'
import { ExportButton, Listing } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { CustomerChoice } from './CustomerChoice.tsx'
import { useCustomerName } from './customer-names.ts'
import { STATUSES, type Status, StatusTag, useReason } from './statuses.tsx'
import './linking.css'

export default function WorkflowsPage() {
  const { t, format } = useText()
  const { filters, change } = useFilters({ customer: id, status: oneOf(...STATUSES), stale: oneOf('true') })
  // Not in the address: it names a person to whoever knows that system.
  const [patient, setPatient] = useState<string>()
  const wrong = patient === undefined ? undefined : faultOf(patient, filters.customer)
  const query = wrong === undefined ? { ...filters, patient } : filters
  const list = useList('GET /v1/linkage/workflows', query)
  const nameOf = useCustomerName()
  const reasonOf = useReason()
  return (
    <StaffPage title={t('staff.workflows.title')}>
      <ById />
      <Filters onSearch={(values) => setPatient(values('patient') || undefined)}>
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
        />
      </Filters>
      <Listing
        stacks
        caption={t('staff.workflows.list')}
        list={list}
        keyOf={(one) => one['workflow-id']}
        none={t('staff.workflows.none')}
        actions={<Export query={query} />}
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
    </StaffPage>
  )
}

const PATIENT_ID = /^[A-Za-z0-9][A-Za-z0-9._:@~-]{0,63}$/

/** Why the list cannot be narrowed to this patient. */
function faultOf(patient: string, customer: string | undefined): 'patientWrong' | 'patientNeedsCustomer' | undefined {
  if (!PATIENT_ID.test(patient)) return 'patientWrong'
  return customer === undefined ? 'patientNeedsCustomer' : undefined
}

interface ExportProps {
  readonly query: { readonly customer?: string; readonly status?: Status; readonly patient?: string | undefined }
}

function Export({ query }: ExportProps) {
  const nameOf = useCustomerName()
  return (
    <ExportButton
      name="link-workflows"
      header={[
        ...['workflow-id', 'customer-id', 'customer', 'patient-id', 'status', 'outcome', 'reason'],
        ...['attempts', 'requeues', 'created-at', 'updated-at', 'ended-at'],
      ]}
      read={async (signal, onRead) =>
        (await readAll('GET /v1/linkage/workflows', query, { signal, onRead })).map((one) => [
          ...[one['workflow-id'], one['customer-id'], nameOf(one['customer-id']), one['patient-id']],
          ...[one.status, one.outcome, one.reason, one.attempts, one.requeues],
          ...[one['created-at'], one['updated-at'], one['ended-at']],
        ])
      }
    />
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
