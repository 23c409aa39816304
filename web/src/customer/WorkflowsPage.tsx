// The link workflows of a customer, the newest first, narrowed to one state and to one of its patients.
import { useState } from 'react'
import { Link } from 'wouter'
import { getCustomersMeWorkflows } from '../api/limits/get-customers-me-workflows.ts'
import { useText } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import type { Column } from '../ui/columns.ts'
import { text } from '../ui/fields.tsx'
import { Failure, Loading } from '../ui/outcomes.tsx'
import { Page } from '../ui/Page.tsx'
import { Table } from '../ui/Table.tsx'
import { Tag } from '../ui/Tag.tsx'
import { type Item, useList } from './asking.ts'
import { Narrow } from './Narrow.tsx'
import { STATUS_KIND } from './words.ts'

type Row = Item<'GET /v1/customers/me/workflows'>
type Asked = (typeof getCustomersMeWorkflows.status.enum)[number]

const WATCH_MS = 5_000

const COLUMNS: readonly Column<Row>[] = [
  {
    header: 'links.patient',
    draw: (row) => <Link href={`/customer/workflows/${row['workflow-id']}`}>{row['patient-id']}</Link>,
  },
  {
    header: 'links.state',
    draw: ({ status }, { t }) => <Tag kind={STATUS_KIND[status]}>{t(`links.status.${status}`)}</Tag>,
  },
  { header: 'links.outcome', draw: ({ outcome }, { t }) => outcome && t(`links.status.${outcome}`) },
  { header: 'links.begun', draw: (row, { format }) => format.instant(row['created-at']) },
]

export default function WorkflowsPage() {
  const { t } = useText()
  const [narrowed, setNarrowed] = useState<{ status?: Asked; patient?: string }>({})
  const list = useList('GET /v1/customers/me/workflows', narrowed, WATCH_MS)
  const patient = text(getCustomersMeWorkflows, 'patient', {
    label: t('links.patientId'),
    spellCheck: false,
    size: 'medium',
    wrong: 'links.wrongPatient',
  })
  const isNarrowed = Object.keys(narrowed).length > 0
  return (
    <Page title={t('links.title')} isWide isPersonal>
      <Narrow
        label={t('links.state')}
        statuses={getCustomersMeWorkflows.status.enum}
        toWords={(one) => t(`links.status.${one}`)}
        more={[patient]}
        onNarrow={setNarrowed}
      />
      {list.error && !list.items && <Failure error={list.error} onRetry={list.again} />}
      {!list.items && !list.error && <Loading />}
      {list.items?.length === 0 && <p>{t(isNarrowed ? 'links.noneFits' : 'links.none')}</p>}
      {list.items && list.items.length > 0 && (
        <Table
          stacks
          caption={t('links.list')}
          columns={COLUMNS}
          rows={list.items}
          keyOf={(row) => row['workflow-id']}
        />
      )}
      {list.more && (
        <Button kind="quiet" onClick={list.more}>
          {t('portal.more')}
        </Button>
      )}
    </Page>
  )
}
