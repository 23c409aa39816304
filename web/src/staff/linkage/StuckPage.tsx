// Stuck links: counts by status, queues, and the workflows that nobody has touched for too long.
import { Link } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { Listing, TableWithFile, wholeList } from '../lists/Listing.tsx'
import { TableSkeleton } from '../lists/Skeleton.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { useCustomerName } from './customer-names.ts'
import { type Status, StatusTag } from './statuses.tsx'
import './linking.css'

const EVERY_MS = 30_000

type Stuck = Answer<'GET /v1/linkage/stuck'>

const STATUS_COLUMNS: readonly Column<Stuck['statuses'][number]>[] = [
  {
    key: 'status',
    text: ({ status }) => status,
    header: 'staff.workflows.statusName',
    draw: ({ status }, { t }) => (
      <Link href={`/staff/workflows?status=${status}`}>{t(`staff.workflows.status.${status}`)}</Link>
    ),
  },
  { key: 'count', text: ({ count }) => count, header: 'staff.stuck.count', isNumber: true },
  {
    key: 'oldest-at',
    text: (one) => one['oldest-at'],
    header: 'staff.stuck.oldest',
    draw: (one, { format }) => format.ago(one['oldest-at'], Date.now()),
  },
]

export default function StuckPage() {
  const { t, format } = useText()
  const { data, error, refetch } = useAnswer('GET /v1/linkage/stuck', {}, { everyMs: EVERY_MS, freshMs: 0 })
  return (
    <StaffPage
      title={t('staff.stuck.title')}
      actions={
        <Button kind="quiet" onClick={() => void refetch()}>
          {t('staff.stuck.again')}
        </Button>
      }
    >
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <TableSkeleton />}
      {data && (
        <>
          <p className="soft">
            {t('staff.stuck.what', {
              count: Math.ceil(data['stale-seconds'] / 60),
              at: format.instant(data['as-of']),
            })}
          </p>
          <dl className="totals">
            {(['queue-waiting', 'callbacks-pending', 'callbacks-failed-today', 'erasures-overdue'] as const).map(
              (figure) => (
                <div key={figure}>
                  <dt>{t(`staff.stuck.${figure}`)}</dt>
                  <dd>{format.number(data[figure])}</dd>
                </div>
              ),
            )}
          </dl>
          {/* A choice waits for a person: the table counts it, but it is not stuck. */}
          {data.statuses.every(({ status }) => status === 'CHOICE') && (
            <Notice kind="good" title={t('staff.stuck.nothing')} />
          )}
          {data.statuses.length > 0 && (
            <TableWithFile
              stacks
              caption={t('staff.stuck.byStatus')}
              rows={data.statuses}
              keyOf={({ status }) => status}
              file="stuck-statuses"
              columns={STATUS_COLUMNS}
            />
          )}
          {data.workflows.length > 0 && <Untouched workflows={data.workflows} />}
        </>
      )}
    </StaffPage>
  )
}

/** Each row leads to its workflow, which staff can stop there. */
function Untouched({ workflows }: Pick<Stuck, 'workflows'>) {
  const { t } = useText()
  const nameOf = useCustomerName()
  return (
    <Listing
      stacks
      caption={t('staff.stuck.workflows')}
      filters={<h2>{t('staff.stuck.workflows')}</h2>}
      list={wholeList(workflows)}
      actions={
        <ButtonLink kind="quiet" href="/staff/workflows?stale=true">
          {t('staff.stuck.list')}
        </ButtonLink>
      }
      keyOf={(one) => one['workflow-id']}
      file="stuck-workflows"
      columns={toColumns(nameOf)}
    />
  )
}

const toColumns = (nameOf: (customerId: string) => string): readonly Column<Stuck['workflows'][number]>[] => [
  {
    key: 'workflow-id',
    text: (one) => one['workflow-id'],
    header: 'staff.workflows.one',
    draw: (one) => (
      <Link href={`/staff/workflows/${one['workflow-id']}`} className="technical">
        {`…${one['workflow-id'].slice(-12)}`}
      </Link>
    ),
  },
  { key: 'customer-id', text: (one) => one['customer-id'] },
  { key: 'customer', text: (one) => nameOf(one['customer-id']), header: 'staff.workflows.customer' },
  {
    key: 'status',
    text: ({ status }) => status,
    header: 'staff.workflows.statusName',
    draw: ({ status }) => <StatusTag status={status as Status} />,
  },
  { key: 'tries', text: ({ attempts, requeues }) => attempts + requeues, header: 'staff.stuck.tries', isNumber: true },
  {
    key: 'updated-at',
    text: (one) => one['updated-at'],
    header: 'staff.stuck.untouched',
    draw: (one, { format }) => format.ago(one['updated-at'], Date.now()),
  },
]
